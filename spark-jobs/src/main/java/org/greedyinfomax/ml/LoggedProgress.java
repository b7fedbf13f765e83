package org.greedyinfomax.ml;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.greedyinfomax.training.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how training goes, line by line: who fits in a notebook has no terminal. */
final class LoggedProgress extends OutputStream {

  private static final Logger LOG = LoggerFactory.getLogger(GreedyInfoMax.class);

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LoggedProgress() {}

  /** A progress that reports on a group every so many seconds. */
  static Progress every(double seconds) {
    return new Progress(
        new PrintStream(new LoggedProgress(), false, StandardCharsets.UTF_8), seconds);
  }

  @Override
  public synchronized void write(int b) {
    if (b != '\n') {
      line.write(b);
      return;
    }
    LOG.info("{}", line.toString(StandardCharsets.UTF_8).stripTrailing());
    line.reset();
  }
}
