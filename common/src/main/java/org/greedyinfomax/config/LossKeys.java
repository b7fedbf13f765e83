package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.InfoNceSpec;
import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.LossSpec;
import org.greedyinfomax.model.SupervisedSpec;

/** Which key of the loss's section is which component of its specification. */
final class LossKeys {

  private static final String DECISIVE = "kind";
  private static final List<String> INFONCE =
      List.of(
          DECISIVE,
          "predictionSteps",
          "negatives",
          "negativeSampling",
          "window",
          "skip",
          "directions");
  private static final List<String> SUPERVISED = List.of(DECISIVE, "label", "classes");

  private enum Kind {
    INFONCE,
    SUPERVISED
  }

  private LossKeys() {}

  static LossSpec read(Section root) {
    return root.section("loss", DECISIVE, LossKeys::keys, LossKeys::loss);
  }

  private static List<String> keys(Section section) {
    return switch (section.choice(DECISIVE, Kind.class)) {
      case INFONCE -> INFONCE;
      case SUPERVISED -> SUPERVISED;
    };
  }

  private static LossSpec loss(Section section) {
    return switch (section.choice(DECISIVE, Kind.class)) {
      case INFONCE ->
          new InfoNceSpec(
              section.wholeNumber("predictionSteps"),
              section.wholeNumber("negatives"),
              section.choice("negativeSampling", NegativeSampling.class),
              section.wholeNumber("window"),
              section.wholeNumber("skip"),
              section.choices("directions", Direction.class));
      case SUPERVISED -> new SupervisedSpec(section.text("label"), section.wholeNumber("classes"));
    };
  }

  static Map<String, Object> write(LossSpec loss) {
    if (loss instanceof SupervisedSpec supervised) {
      return RecipeKeys.tree(
          SUPERVISED, Section.spelling(Kind.SUPERVISED), supervised.name(), supervised.classes());
    }
    InfoNceSpec infoNce = (InfoNceSpec) loss;
    return RecipeKeys.tree(
        INFONCE,
        Section.spelling(Kind.INFONCE),
        infoNce.predictionSteps(),
        infoNce.negatives(),
        Section.spelling(infoNce.sampling()),
        infoNce.window(),
        infoNce.skip(),
        infoNce.directions().stream().map(Section::spelling).toList());
  }
}
