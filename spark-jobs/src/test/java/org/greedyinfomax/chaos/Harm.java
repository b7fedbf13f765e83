package org.greedyinfomax.chaos;

/** What happens to a training, or to its files, from outside. */
enum Harm {
  /** The driver dies at once: SIGKILL. */
  KILL(true),
  /** The driver is asked to stop, as a resource manager does: SIGTERM. */
  TERMINATE(true),
  /** The driver is asked to stop, as Ctrl-C does: SIGINT. */
  INTERRUPT(true),
  /** An executor dies at once; of a driver without executors, the driver. */
  KILL_EXECUTOR(true),
  /** A second process resumes the same run while the first one trains it. */
  SECOND_TRAINER(true),
  /** A second process overwrites the run while the first one trains it. */
  SECOND_OVERWRITER(true),
  /** Somebody deletes the run while it is trained. */
  DELETE(true),
  /** After a kill, one bit of one file of the run is another. */
  FLIP_A_BIT(false),
  /** After a kill, one file of the run is shorter. */
  CUT_A_FILE(false);

  private final boolean whileTraining;

  Harm(boolean whileTraining) {
    this.whileTraining = whileTraining;
  }

  /** Whether it happens while a process trains, and not between two of them. */
  boolean isWhileTraining() {
    return whileTraining;
  }
}
