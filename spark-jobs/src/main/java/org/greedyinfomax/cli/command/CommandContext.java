package org.greedyinfomax.cli.command;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.Optional;
import org.greedyinfomax.PrintableStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.training.Progress;

/** Where commands are carried out: their Spark sessions, and where people are told about them. */
public final class CommandContext {

  private static final double SECONDS_BETWEEN_REPORTS = 10;
  private static final double SECONDS_BETWEEN_REPORTS_ON_A_TERMINAL = 1;

  private final Sessions sessions;
  private final PrintStream out;
  private final Optional<PrintStream> terminal;
  private final double secondsBetweenReports;

  /** Sessions of their own. */
  public CommandContext(PrintStream out) {
    this(out, false);
  }

  /**
   * Sessions of their own.
   *
   * @param isTerminal whether people look on, who can be shown a line that changes
   */
  public CommandContext(PrintStream out, boolean isTerminal) {
    this(
        Sessions.own(),
        out,
        isTerminal ? Optional.of(out) : Optional.empty(),
        SECONDS_BETWEEN_REPORTS);
  }

  /** Sessions that somebody else opens. */
  public CommandContext(Sessions sessions, PrintStream out, double secondsBetweenReports) {
    this(sessions, out, Optional.empty(), secondsBetweenReports);
  }

  private CommandContext(
      Sessions sessions,
      PrintStream out,
      Optional<PrintStream> terminal,
      double secondsBetweenReports) {
    this.sessions = sessions;
    this.out = new PrintableStream(out);
    this.terminal = terminal;
    this.secondsBetweenReports = secondsBetweenReports;
  }

  /** Opens a session, as {@link Sessions#open}. */
  Sessions.Session open(String command) {
    return sessions.open(command);
  }

  /** Where people are told. */
  PrintStream out() {
    return out;
  }

  /** Tells people a line. */
  @FormatMethod
  void say(@FormatString String text, Object... values) {
    out.println(Text.format(text, values));
  }

  /** Tells people how a training goes. */
  Progress progress() {
    return new Progress(out, secondsBetweenReports);
  }

  /** Tells people how far an ingestion is. */
  IngestProgress ingestProgress() {
    return terminal.isPresent()
        ? new IngestProgress(terminal.get(), true, SECONDS_BETWEEN_REPORTS_ON_A_TERMINAL)
        : new IngestProgress(out, false, secondsBetweenReports);
  }
}
