package org.greedyinfomax.report.drawing;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;

/** The colours of pages and pictures, in light and in dark, as variables of CSS. */
public enum Palette {
  PAPER("#fff", "#14171b"),
  INK("#1b1f24", "#e8ebee"),
  FAINT("#5a626c", "#a3acb6"),
  RULE("#d5dae0", "#363d45"),
  SHADE("#f4f6f8", "#1e2329"),
  ALARM("#9a3200", "#ffb482"),
  ALARM_SHADE("#fff1e8", "#3a2213"),
  TRAINED("#0072b2", "#56b4e9"),
  UNTRAINED("#9aa4af", "#6c7680"),
  C0("#0072b2", "#56b4e9"),
  C1("#d55e00", "#ff8c42"),
  C2("#00805e", "#2ec79b"),
  C3("#b5508c", "#e79ac3"),
  C4("#9a7400", "#f0d24a"),
  C5("#4b4fa8", "#a9acff");

  /** How many colours tell curves and marks apart: {@code c0}, {@code c1}, … */
  public static final int CURVES = 6;

  private final String light;
  private final String dark;

  Palette(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The variables' declarations for readers who prefer light. */
  public static String light() {
    return declarations(colour -> colour.light);
  }

  /** The same for those who prefer dark. */
  public static String dark() {
    return declarations(colour -> colour.dark);
  }

  /** CSS with the colours for light in place of variables, for programs that know none. */
  static String inLight(String css) {
    String plain = css;
    for (Palette colour : values()) {
      plain = plain.replace("var(" + colour.variable() + ")", colour.light);
    }
    return plain;
  }

  private static String declarations(Function<Palette, String> shade) {
    return Arrays.stream(values())
        .map(colour -> colour.variable() + ": " + shade.apply(colour) + ";")
        .collect(Collectors.joining(" "));
  }

  private String variable() {
    return "--" + Text.word(this);
  }
}
