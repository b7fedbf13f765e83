package org.greedyinfomax.job;

import java.io.IOException;

/** What there is to do, one method a command. */
public interface Jobs {

  void synthesize(Command.Synthesize command) throws IOException;

  void ingest(Command.Ingest command) throws IOException;

  void pretrain(Command.Pretrain command) throws IOException;

  void encode(Command.Encode command) throws IOException;

  void probe(Command.Probe command) throws IOException;

  void quickstart(Command.Quickstart command) throws IOException;
}
