package org.greedyinfomax.report.drawing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Text;

/** A drawing of a page as an SVG file of its own, on paper, in light and in dark. */
public final class PictureFile {

  private static final String MARK = "<!-- The picture that a page of gim report opens with. -->";
  private static final Pattern SIZE = Pattern.compile("<svg viewBox=\"0 0 (\\d+) (\\d+)\"");
  private static final int MARGIN = 14;

  private PictureFile() {}

  /**
   * The file's content.
   *
   * @param drawing as {@link Svg#drawing} makes it
   */
  public static String of(String drawing) {
    Matcher size = SIZE.matcher(drawing);
    if (!size.lookingAt()) {
      throw new AssertionError("our own drawing has no size: " + drawing);
    }
    int width = Integer.parseInt(size.group(1)) + 2 * MARGIN;
    int height = Integer.parseInt(size.group(2)) + 2 * MARGIN;
    String rest = drawing.substring(size.end());
    int content = rest.indexOf('>') + 1;
    return Text.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="%d %d %d %d"%s
        %s
        <style>
        svg { %s font-family: system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        @media (prefers-color-scheme: dark) { svg { %s } }
        .paper { fill: var(--paper); }
        %s</style>
        <rect class="paper" x="%d" y="%d" width="%d" height="%d" rx="8"/>%s""",
        width,
        height,
        -MARGIN,
        -MARGIN,
        width,
        height,
        rest.substring(0, content),
        MARK,
        Palette.light(),
        Palette.dark(),
        PictureStyle.TEXT,
        -MARGIN,
        -MARGIN,
        width,
        height,
        rest.substring(content));
  }

  /** Whether a file has been written so. */
  public static boolean isOne(String content) {
    return content.startsWith("<svg ") && content.contains(MARK);
  }
}
