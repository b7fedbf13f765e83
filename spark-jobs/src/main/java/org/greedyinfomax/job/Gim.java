package org.greedyinfomax.job;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.PrintableStream;
import org.greedyinfomax.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads the command line, has the command done, and tells how it went. */
public final class Gim {

  private static final Logger LOG = LoggerFactory.getLogger(Gim.class);

  private final Jobs jobs;
  private final PrintStream out;
  private final PrintStream err;

  Gim(Jobs jobs, PrintStream out, PrintStream err) {
    this.jobs = jobs;
    this.out = new PrintableStream(out);
    this.err = new PrintableStream(err);
  }

  /** Runs a command and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    new Gim(new SparkJobs(System.out), System.out, System.err).attempt(List.of(args)).end();
  }

  ExitCode run(List<String> words) {
    return attempt(words).code();
  }

  private Outcome attempt(List<String> words) {
    Optional<String> help = CommandLine.help(words);
    if (help.isPresent()) {
      out.println(help.get());
      return Outcome.done();
    }
    try {
      CommandLine.parse(words).run(jobs);
      return Outcome.done();
    } catch (JobException e) {
      LOG.debug("The command ends early", e);
      return fail(e.code(), e.getMessage());
    } catch (IllegalArgumentException e) {
      LOG.debug("The command is refused", e);
      return fail(ExitCode.USAGE, e.getMessage());
    } catch (Exception e) {
      LOG.error("Unexpected", e);
      return fail(
          ExitCode.OTHER,
          Text.format("unexpected %s; the log on standard error, above, has the stack trace", e));
    }
  }

  private Outcome fail(ExitCode code, String message) {
    err.println("gim: " + message);
    return new Outcome(code, message);
  }
}
