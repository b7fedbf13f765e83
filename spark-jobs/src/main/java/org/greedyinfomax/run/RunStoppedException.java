package org.greedyinfomax.run;

/**
 * Thrown when a run cannot go on, for a reason that may pass: a full disk, a lost network, a
 * damaged file of activations. The message says what is saved, and how to go on.
 */
public final class RunStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RunStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
