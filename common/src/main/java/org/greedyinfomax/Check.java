package org.greedyinfomax;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Argument checks. A message names the argument, the rule and the value that broke it. */
public final class Check {

  private Check() {}

  /**
   * Throws unless {@code holds}.
   *
   * @throws IllegalArgumentException with the formatted message
   */
  @FormatMethod
  public static void argument(boolean holds, @FormatString String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(Text.format(message, values));
    }
  }
}
