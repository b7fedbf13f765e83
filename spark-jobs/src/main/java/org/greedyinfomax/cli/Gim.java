package org.greedyinfomax.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.util.ShutdownHookManager;
import org.greedyinfomax.PrintableStream;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.cli.command.Invocation;
import org.greedyinfomax.cli.command.TypedPaths;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program: reads the command line, has the command done, and tells how it went. */
public final class Gim {

  /** May stand anywhere in a command line: a failure comes with its stack trace. */
  static final String VERBOSE = "--verbose";

  private static final Logger LOG = LoggerFactory.getLogger(Gim.class);

  private final Performer performer;
  private final PrintStream out;
  private final PrintStream err;

  /** Who has a command done. */
  interface Performer {

    /** Has it done. */
    void perform(Invocation<?> invocation) throws Exception;
  }

  /** The program, whose commands are carried out. */
  public Gim(CommandContext context, PrintStream out, PrintStream err) {
    this(invocation -> invocation.run(context), out, err);
  }

  /** The program, with somebody who has its commands done. */
  Gim(Performer performer, PrintStream out, PrintStream err) {
    this.performer = performer;
    this.out = new PrintableStream(out);
    this.err = new PrintableStream(err);
  }

  /** Runs a command and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // Spark names files of tables by the digits of the default one
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> LOG.error("Uncaught in {}", thread.getName(), thrown));
    CommandContext context = new CommandContext(System.out, Boolean.getBoolean("gim.terminal"));
    new Gim(context, System.out, System.err).attempt(List.of(args)).end();
  }

  /** Carries out a command line. */
  public ExitCode run(List<String> words) {
    return attempt(words).code();
  }

  private Outcome attempt(List<String> all) {
    List<String> words = all.stream().filter(word -> !word.equals(VERBOSE)).toList();
    Optional<String> help = CommandLine.help(words);
    if (help.isPresent()) {
      out.println(help.get());
      return Outcome.done();
    }
    try {
      performer.perform(CommandLine.parse(words, TypedPaths.ofSettings()));
      return Outcome.done();
    } catch (Throwable thrown) { // errors, too: whatever happens, people are told in a sentence
      return fail(thrown, words.size() < all.size());
    }
  }

  private Outcome fail(Throwable thrown, boolean isVerbose) {
    Failure failure = Failure.of(thrown);
    if (ShutdownHookManager.get().isShutdownInProgress()) { // nothing works any more, nor need it
      LOG.debug("The command ends with the process", thrown);
      return new Outcome(failure.code(), failure.sentence());
    }
    if (failure.code() == ExitCode.OTHER) {
      LOG.error("Unexpected", thrown);
    } else {
      LOG.debug("The command fails", thrown);
    }
    err.println("gim: " + failure.sentence() + (failure.isRefusal() ? "" : whereLogged()));
    if (isVerbose) {
      thrown.printStackTrace(err);
    }
    return new Outcome(failure.code(), failure.sentence());
  }

  /**
   * Where the stack trace is: bin/gim has a file for it, other launchers have logs of their own.
   */
  private static String whereLogged() {
    String file = System.getProperty("gim.log", "");
    return file.isEmpty() ? " (" + VERBOSE + " shows the stack trace)" : " (log: " + file + ")";
  }
}
