package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings.Pooling;
import org.greedyinfomax.config.hocon.Section;

/** Which key of the section on probes is which component of their settings. */
final class ProbeKeys {

  private static final List<String> PROBE =
      List.of(
          "label",
          "testWhere",
          "testFraction",
          "pooling",
          "regParam",
          "maxIterations",
          "neighbours",
          "raw",
          "nuisance",
          "frameLabels",
          "frameOffset",
          "interval",
          "corpus",
          "perClass",
          "draws");
  private static final String FRONT = "front";
  private static final String AUTO = "auto";
  private static final Map<String, Pooling> POOLINGS =
      Map.of("mean", Pooling.MEAN, "mean+deviation", Pooling.MEAN_AND_DEVIATION);

  private ProbeKeys() {}

  static ProbeSettings read(Section root) {
    return root.section("probe", PROBE, ProbeKeys::probe);
  }

  private static ProbeSettings probe(Section section) {
    return new ProbeSettings(
        section.text("label"),
        section.text("testWhere"),
        section.number("testFraction"),
        pooling(section),
        regParam(section),
        section.wholeNumber("maxIterations"),
        section.wholeNumber("neighbours"),
        section.flag("raw"),
        section.flag("nuisance"),
        section.text("frameLabels"),
        frameOffset(section),
        section.wholeNumber("interval"),
        section.text("corpus"),
        perClass(section),
        section.wholeNumber("draws"));
  }

  private static Pooling pooling(Section section) {
    String text = section.text("pooling");
    Check.argument(
        POOLINGS.containsKey(text), "pooling must be mean or mean+deviation, but is \"%s\"", text);
    return POOLINGS.get(text);
  }

  private static double regParam(Section section) {
    if (section.text("regParam").equals(AUTO)) {
      return ProbeSettings.AUTO;
    }
    double regParam = section.number("regParam");
    Check.argument(regParam >= 0, "regParam must be at least 0, or auto, but is %s", regParam);
    return regParam;
  }

  private static int frameOffset(Section section) {
    if (section.text("frameOffset").equals(FRONT)) {
      return ProbeSettings.FRONT;
    }
    int offset = section.wholeNumber("frameOffset");
    Check.argument(offset >= 0, "frameOffset must be at least 0, or front, but is %d", offset);
    return offset;
  }

  private static List<Integer> perClass(Section section) {
    return section.list("perClass", "a list as in [1, 10, all]").stream()
        .map(text -> LabelsPerClass.read("perClass", text))
        .toList();
  }

  static Map<String, Object> write(ProbeSettings probe) {
    return RecipeKeys.tree(
        PROBE,
        probe.label(),
        probe.testWhere(),
        probe.testFraction(),
        probe.pooling() == Pooling.MEAN ? "mean" : "mean+deviation",
        probe.choosesRegParam() ? AUTO : probe.regParam(),
        probe.maxIterations(),
        probe.neighbours(),
        probe.raw(),
        probe.nuisance(),
        probe.frameLabels(),
        probe.frameOffset() == ProbeSettings.FRONT ? FRONT : probe.frameOffset(),
        probe.interval(),
        probe.corpus(),
        probe.perClass().stream().map(LabelsPerClass::write).toList(),
        probe.draws());
  }
}
