package org.greedyinfomax.run;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.LeaseLostException;

/**
 * Which rounds of a run that ends early are saved, as found in its directory.
 *
 * @param run its directory
 * @param rounds of the newest checkpoint; 0 if none of a finished round is there
 * @param planned rounds of the whole run
 */
public record SavedRounds(Path run, int rounds, int planned) {

  /** Looks for the newest checkpoint. */
  private static SavedRounds of(RunDirectory run, int planned) throws IOException {
    return new SavedRounds(run.path(), run.checkpoints().newest(), planned);
  }

  /** In words, with what to do. That it cannot be seen is no reason to fail. */
  public static String text(RunDirectory run, int planned) {
    try {
      return of(run, planned).text();
    } catch (IOException | RuntimeException | FSError e) {
      return unseen(run, e);
    }
  }

  private String text() {
    return rounds == 0
        ? Text.format("nothing is saved in %s yet: start again with --overwrite", run)
        : Text.format("round %d of %d is saved in %s: go on with --resume", rounds, planned, run);
  }

  private String remedy() {
    return rounds == 0
        ? "nothing is saved yet: remove the cause, then start again with --overwrite"
        : Text.format(
            "rounds up to %d of %d are saved: remove the cause, then go on with --resume",
            rounds, planned);
  }

  /**
   * What a run is told to end with after something has gone wrong that may pass.
   *
   * @param cause with what followed from it as suppressed
   */
  public static RunStoppedException stopped(RunDirectory run, int planned, Throwable cause) {
    StringBuilder text = new StringBuilder(reason(cause));
    for (Throwable next : cause.getSuppressed()) {
      text.append(Text.format("%nand then: %s", reason(next)));
    }
    String saved;
    try {
      saved = of(run, planned).remedy();
    } catch (IOException | RuntimeException | FSError e) { // which must not hide the cause
      saved = unseen(run, e);
    }
    return new RunStoppedException(Text.format("%s%n%s", text, saved), cause);
  }

  private static String unseen(RunDirectory run, Throwable e) {
    return Text.format(
        "what is saved in %s cannot be seen now (%s): remove the cause, then go on with --resume",
        run.path(), reason(e));
  }

  /** What was thrown, in words: never none. */
  public static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /**
   * Returns normally unless what went wrong is that the run is another's by now, or gone.
   *
   * @throws LeaseLostException if it is
   */
  public static void requireKept(Throwable cause) throws LeaseLostException {
    if (cause instanceof LeaseLostException lost) {
      throw lost;
    }
    for (Throwable next : cause.getSuppressed()) {
      requireKept(next);
    }
  }
}
