package org.greedyinfomax.job;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** The jobs, each in a Spark session of its own. */
final class SparkJobs implements Jobs {

  @Override
  public void synthesize(Command.Synthesize command) throws IOException {
    throw missing("synthesize");
  }

  @Override
  public void ingest(Command.Ingest command) throws IOException {
    throw missing("ingest");
  }

  @Override
  public void pretrain(Command.Pretrain command) throws IOException {
    throw missing("pretrain");
  }

  @Override
  public void encode(Command.Encode command) throws IOException {
    throw missing("encode");
  }

  @Override
  public void probe(Command.Probe command) throws IOException {
    throw missing("probe");
  }

  @Override
  public void quickstart(Command.Quickstart command) throws IOException {
    throw missing("quickstart");
  }

  private static JobException missing(String command) throws IOException {
    try (SparkSession spark = Sessions.open(command)) {
      return new JobException(
          ExitCode.OTHER, command + " is not built yet (Spark " + spark.version() + ")");
    }
  }
}
