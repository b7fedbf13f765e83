package org.greedyinfomax.data;

/**
 * A recording or a picture that cannot be used.
 *
 * <p>Checked, because among many thousand files a few bad ones are expected: who reads them decides
 * how many to bear.
 */
public final class BadFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * Makes the exception for one file.
   *
   * @param name the file, as its owner knows it
   * @param reason what is wrong with it, as the end of a sentence that begins with its name
   */
  public BadFileException(String name, String reason) {
    super(name + " " + reason);
    this.reason = reason;
  }

  /** Returns what is wrong, without the file's name. */
  public String reason() {
    return reason;
  }
}
