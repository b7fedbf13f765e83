package org.greedyinfomax.job;

/** What there is to do, one method a command. */
public interface Jobs {

  void synthesize(Command.Synthesize command) throws Exception;

  void ingest(Command.Ingest command) throws Exception;

  void pretrain(Command.Pretrain command) throws Exception;

  void resume(Command.Resume command) throws Exception;

  void plan(Command.Plan command) throws Exception;

  void doctor(Command.Doctor command) throws Exception;

  void simulate(Command.Simulate command) throws Exception;

  void encode(Command.Encode command) throws Exception;

  void export(Command.Export command) throws Exception;

  void importWeights(Command.Import command) throws Exception;

  void encodeFiles(Command.EncodeFiles command) throws Exception;

  void probe(Command.Probe command) throws Exception;

  void report(Command.Report command) throws Exception;

  void clean(Command.Clean command) throws Exception;

  void quickstart(Command.Quickstart command) throws Exception;

  void reproduce(Command.Reproduce command) throws Exception;

  void study(Command.GridStudy command) throws Exception;

  void bench(Command.Bench command) throws Exception;
}
