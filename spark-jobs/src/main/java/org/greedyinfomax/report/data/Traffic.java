package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * Bytes that a round of a stage group moved.
 *
 * @param states that each replica was given, and gave back
 * @param read activations that all replicas together read from the group below
 * @param written activations that they handed on to the group above
 */
public record Traffic(long states, long read, long written) {

  /** Nothing, or nothing known. */
  public static final Traffic NONE = new Traffic(0, 0, 0);

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public Traffic {
    Check.argument(
        states >= 0 && read >= 0 && written >= 0,
        "bytes must be 0 or more, but are %d, %d and %d",
        states,
        read,
        written);
  }
}
