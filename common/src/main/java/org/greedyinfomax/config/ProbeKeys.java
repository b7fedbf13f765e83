package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;

/** Which key of the section on probes is which component of their settings. */
final class ProbeKeys {

  private static final List<String> PROBE =
      List.of(
          "label",
          "testWhere",
          "testFraction",
          "regParam",
          "maxIterations",
          "neighbours",
          "raw",
          "frameLabels",
          "frameOffset",
          "interval",
          "corpus");
  private static final String FRONT = "front";

  private ProbeKeys() {}

  static ProbeSettings read(Section root) {
    return root.section("probe", PROBE, ProbeKeys::probe);
  }

  private static ProbeSettings probe(Section section) {
    return new ProbeSettings(
        section.text("label"),
        section.text("testWhere"),
        section.number("testFraction"),
        section.number("regParam"),
        section.wholeNumber("maxIterations"),
        section.wholeNumber("neighbours"),
        section.flag("raw"),
        section.text("frameLabels"),
        frameOffset(section),
        section.wholeNumber("interval"),
        section.text("corpus"));
  }

  private static int frameOffset(Section section) {
    if (section.text("frameOffset").equals(FRONT)) {
      return ProbeSettings.FRONT;
    }
    int offset = section.wholeNumber("frameOffset");
    Check.argument(offset >= 0, "frameOffset must be at least 0, or front, but is %d", offset);
    return offset;
  }

  static Map<String, Object> write(ProbeSettings probe) {
    return RecipeKeys.tree(
        PROBE,
        probe.label(),
        probe.testWhere(),
        probe.testFraction(),
        probe.regParam(),
        probe.maxIterations(),
        probe.neighbours(),
        probe.raw(),
        probe.frameLabels(),
        probe.frameOffset() == ProbeSettings.FRONT ? FRONT : probe.frameOffset(),
        probe.interval(),
        probe.corpus());
  }
}
