package org.greedyinfomax.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.Fields;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.config.hocon.ValueType;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;

/** Which key of the loss's section is which component of its specification. */
final class LossKeys {

  static final String SECTION = "loss";

  private static final String DECISIVE = "kind";
  private static final String STEPS = "predictionSteps";
  private static final String NEGATIVES = "negatives";
  private static final String WINDOW = "window";
  private static final String NEGATIVE_SAMPLING = "negativeSampling";
  private static final String SHARE = "sameSequenceShare";

  /** What a module may have otherwise than the others. */
  private static final List<String> OWN =
      List.of(STEPS, NEGATIVES, NEGATIVE_SAMPLING, SHARE, WINDOW);

  private static final String LABEL = "label";
  private static final String FRAME_LABELS = "frameLabels";
  private static final String FRAME_OFFSET = "frameOffset";
  private static final String CLASSES = "classes";

  private static final Fields<InfoNceSpec> INFONCE =
      Fields.of(InfoNceSpec.class)
          .with(
              "sampling",
              NEGATIVE_SAMPLING,
              ValueType.choice(List.of(NegativeSampling.values()), Text::word))
          .with(SHARE, List.of(SHARE), LossKeys::share, LossKeys::writeShare)
          .with("directions", new ValueType<>(LossKeys::directions, LossKeys::words));

  private static final Fields<SupervisedSpec> SUPERVISED =
      Fields.of(SupervisedSpec.class).with("name", LABEL, ValueType.TEXT);

  private static final LossSpec.Visitor<Map<String, Object>> WRITER = new Writer();

  private enum Kind {
    INFONCE,
    SUPERVISED
  }

  private LossKeys() {}

  static LossSpec read(Section root, InputSettings input) {
    return root.section(SECTION, LossKeys::keys, section -> loss(section, input));
  }

  private static List<String> keys(Section section) {
    return switch (section.choice(DECISIVE, Kind.class)) {
      case INFONCE -> INFONCE.keys(DECISIVE);
      case SUPERVISED -> section.has(FRAME_LABELS) ? frames(section) : SUPERVISED.keys(DECISIVE);
    };
  }

  private static List<String> frames(Section section) {
    Check.argument(
        !section.has(LABEL),
        "label and frameLabels are both there, but one of them is learned from: leave out the"
            + " other");
    return List.of(DECISIVE, FRAME_LABELS, FRAME_OFFSET, CLASSES);
  }

  private static LossSpec loss(Section section, InputSettings input) {
    return switch (section.choice(DECISIVE, Kind.class)) {
      case INFONCE -> INFONCE.read(section);
      case SUPERVISED -> supervised(section, input);
    };
  }

  /** Only mixed negatives must say it. */
  private static double share(Section section) {
    boolean isMixed =
        section.choice(NEGATIVE_SAMPLING, NegativeSampling.class) == NegativeSampling.MIXED;
    return isMixed || section.has(SHARE) ? section.number(SHARE) : 0;
  }

  private static void writeShare(InfoNceSpec loss, Map<String, Object> tree) {
    if (loss.sampling() == NegativeSampling.MIXED) {
      tree.put(SHARE, loss.sameSequenceShare());
    }
  }

  private static List<Direction> directions(Section section, String key) {
    return section.choices(key, Direction.class);
  }

  private static Object words(List<Direction> directions) {
    return directions.stream().map(Text::word).toList();
  }

  private static LossSpec supervised(Section section, InputSettings input) {
    if (!section.has(FRAME_LABELS)) {
      Check.argument(
          section.has(LABEL),
          "label (a column of the corpus) or frameLabels (a file) must say what is learned from,"
              + " but neither is there");
      return SUPERVISED.read(section);
    }
    if (input instanceof InputSettings.Audio audio) {
      return new FrameSupervisedSpec(
          section.text(FRAME_LABELS),
          section.wholeNumber(FRAME_OFFSET),
          section.wholeNumber(CLASSES),
          audio.sampleRate());
    }
    throw new IllegalArgumentException(
        "frameLabels are labels of recordings, but input.kind is images: learn from a label");
  }

  /**
   * Reads the loss of a module: that of all, but for the keys that the module has itself.
   *
   * @param module its section
   * @param loss of all modules
   */
  static LossSpec readOwn(Section module, LossSpec loss) {
    return module.has(SECTION) ? module.section(SECTION, OWN, section -> own(section, loss)) : loss;
  }

  private static LossSpec own(Section section, LossSpec loss) {
    if (!(loss instanceof InfoNceSpec infoNce)) {
      throw new IllegalArgumentException(
          "it has keys of the contrastive task, but loss.kind is supervised: leave it out");
    }
    NegativeSampling sampling =
        section.has(NEGATIVE_SAMPLING)
            ? section.choice(NEGATIVE_SAMPLING, NegativeSampling.class)
            : infoNce.sampling();
    return new InfoNceSpec(
        section.has(STEPS) ? section.wholeNumber(STEPS) : infoNce.predictionSteps(),
        section.has(NEGATIVES) ? section.wholeNumber(NEGATIVES) : infoNce.negatives(),
        sampling,
        ownShare(section, sampling, infoNce),
        section.has(WINDOW) ? section.wholeNumber(WINDOW) : infoNce.window(),
        infoNce.skip(),
        infoNce.directions());
  }

  private static double ownShare(Section section, NegativeSampling sampling, InfoNceSpec loss) {
    boolean isMixed = sampling == NegativeSampling.MIXED;
    boolean isThere = section.has(SHARE) || (isMixed && loss.sampling() != sampling);
    return isThere ? section.number(SHARE) : isMixed ? loss.sameSequenceShare() : 0;
  }

  /** Returns what a module has otherwise than the others. */
  static Map<String, Object> writeOwn(InfoNceSpec own, InfoNceSpec loss) {
    Map<String, Object> tree = write(own);
    tree.keySet().retainAll(OWN);
    tree.entrySet().removeAll(write(loss).entrySet());
    return tree;
  }

  static Map<String, Object> write(LossSpec loss) {
    return loss.accept(WRITER);
  }

  private static final class Writer implements LossSpec.Visitor<Map<String, Object>> {

    @Override
    public Map<String, Object> infoNce(InfoNceSpec spec) {
      return tree(Kind.INFONCE, INFONCE.write(spec));
    }

    @Override
    public Map<String, Object> supervised(SupervisedSpec spec) {
      return tree(Kind.SUPERVISED, SUPERVISED.write(spec));
    }

    @Override
    public Map<String, Object> frameSupervised(FrameSupervisedSpec spec) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put(FRAME_LABELS, spec.file());
      values.put(FRAME_OFFSET, spec.offset());
      values.put(CLASSES, spec.classes());
      return tree(Kind.SUPERVISED, values);
    }

    private static Map<String, Object> tree(Kind kind, Map<String, Object> values) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(DECISIVE, Text.word(kind));
      tree.putAll(values);
      return tree;
    }
  }
}
