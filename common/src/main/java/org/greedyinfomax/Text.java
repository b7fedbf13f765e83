package org.greedyinfomax;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/**
 * Text with values in it, the same in every locale: names of files and fields of formats must not
 * depend on who runs the program. {@link String#formatted} and its kind take the digits and the
 * decimal point of the machine's default locale, so the build refuses them.
 */
public final class Text {

  private Text() {}

  /** Formats as {@link String#format(Locale, String, Object...)} does in {@link Locale#ROOT}. */
  @FormatMethod
  public static String format(@FormatString String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * Returns how a constant is written in files and texts: {@code WHOLE_BATCH} is {@code
   * whole-batch}.
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns a number in decimal notation.
   *
   * @param digits behind the decimal point, at least 0
   */
  public static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
