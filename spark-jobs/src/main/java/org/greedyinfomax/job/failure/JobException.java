package org.greedyinfomax.job.failure;

/** A command that ends early for a reason that its user can act on; the message says how. */
public final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ExitCode code;

  public JobException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public JobException(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What the process exits with. */
  public ExitCode code() {
    return code;
  }
}
