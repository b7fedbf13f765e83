package org.greedyinfomax.training;

/**
 * A run that could not go on, for a reason that may pass: a full disk, a lost network, a damaged
 * file of activations. What was finished is saved, and the run can be resumed.
 */
public final class RunStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RunStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
