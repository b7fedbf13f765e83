package org.greedyinfomax.doctor;

/**
 * Something that was looked at.
 *
 * @param verdict on it
 * @param subject what it is about
 * @param found what was found, and what to do if it is not well
 * @param where it was found
 */
public record Finding(Verdict verdict, String subject, String found, String where) {

  /** What a finding means. */
  public enum Verdict {
    OK("ok"),
    /** Training works, but not as well as it could, or not repeatably. */
    WARNING("warning"),
    /** Training does not work. */
    FAILURE("FAILED");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
