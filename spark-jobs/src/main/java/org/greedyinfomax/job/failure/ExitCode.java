package org.greedyinfomax.job.failure;

/** What the process tells its caller. */
public enum ExitCode {
  /** The command did what it was asked for. */
  DONE(0),
  /** Something unexpected happened. */
  OTHER(1),
  /** The command line, the recipe, an input or an output cannot be used as it is. */
  USAGE(2),
  /** The machine or the cluster cannot run this, or runs out of memory or disk. */
  PREFLIGHT(3),
  /**
   * Stopped before the end. Of a training the last lines say what is saved, and whether the same
   * command with {@code --resume} goes on. An ingestion or an import ends so if its directory was
   * deleted or taken over by another process, and has saved nothing.
   */
  INTERRUPTED(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The number that the process exits with. */
  public int number() {
    return number;
  }
}
