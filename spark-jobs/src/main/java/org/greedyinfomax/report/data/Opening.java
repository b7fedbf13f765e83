package org.greedyinfomax.report.data;

import java.util.List;

/**
 * What a page opens with: what was learned, in a sentence and a picture.
 *
 * @param sentence with nothing escaped; empty if there is nothing to say
 * @param commands by which more would be known, a line each; empty if there is no need
 * @param panels drawings to be shown side by side where there is room; empty if there is no picture
 * @param picture all panels as one drawing; empty if there are none
 */
public record Opening(String sentence, List<String> commands, List<String> panels, String picture) {

  /** Nothing. */
  public static final Opening NONE = new Opening("", List.of(), List.of(), "");

  public Opening {
    commands = List.copyOf(commands);
    panels = List.copyOf(panels);
  }

  /** Only words. */
  public static Opening ofWords(String sentence, List<String> commands) {
    return new Opening(sentence, commands, List.of(), "");
  }
}
