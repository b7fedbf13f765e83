package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.ProbeSettings.Pooling;
import org.greedyinfomax.config.hocon.Fields;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.config.hocon.ValueType;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.StorageType;

/**
 * The tables of a recipe and its sections. Each component of a record is the key of its name, and
 * here is what is not as the component's type says. What is not hashed, the result of training does
 * not depend on.
 */
final class RecipeKeys {

  private static final String INITIALIZATION = "initialization";
  private static final String ACTIVATIONS = "activations";
  private static final String AUTO = "auto";
  private static final String NOT_NEGATIVE = "at least 0";

  private static final Fields<TrainingSettings> TRAINING =
      Fields.of(TrainingSettings.class)
          .with("localSteps", ValueType.WHOLE_NUMBER.or(AUTO, TrainingSettings.AUTO, "at least 1"))
          .with("schedule", new ValueType<>(RecipeKeys::schedule, RecipeKeys::write))
          .unhashed("schedule")
          .unhashed("checkpointInterval");

  private static final Fields<CorpusSettings> CORPUS =
      Fields.of(CorpusSettings.class)
          .with("perClass", new ValueType<>(RecipeKeys::perClass, LabelsPerClass::write));

  private static final Fields<IngestSettings> INGEST =
      Fields.of(IngestSettings.class)
          .inline("length", Fields.of(LengthSettings.class))
          .inline("pictures", Fields.of(PictureSettings.class))
          .with("splits", ValueType.TEXTS);

  private static final Fields<ProbeSettings> PROBE =
      Fields.of(ProbeSettings.class)
          .with("pooling", ValueType.choice(List.of(Pooling.values()), Pooling::spelling))
          .with("regParam", ValueType.NUMBER.or(AUTO, ProbeSettings.AUTO, NOT_NEGATIVE))
          .with(
              "frameOffset", ValueType.WHOLE_NUMBER.or("front", ProbeSettings.FRONT, NOT_NEGATIVE))
          .with("perClass", new ValueType<>(RecipeKeys::labelCurve, RecipeKeys::write));

  /**
   * The section on activations, which has a key of the stack.
   *
   * @param dtype type of the borders
   * @param settings the other keys
   */
  private record Activations(StorageType dtype, ActivationSettings settings) {}

  private static final Fields<Activations> STORED =
      Fields.of(Activations.class)
          .inline("settings", Fields.of(ActivationSettings.class).with("budget", ValueType.BYTES))
          .unhashed("settings");

  private static final Fields<Recipe> RECIPE =
      Fields.of(Recipe.class)
          .with(
              "input",
              List.of(InputKeys.SECTION),
              InputKeys::read,
              (recipe, tree) -> tree.put(InputKeys.SECTION, InputKeys.write(recipe.input())))
          .with(
              "stack",
              List.of(ModuleKeys.SECTION, INITIALIZATION, LossKeys.SECTION),
              RecipeKeys::stack,
              (recipe, tree) -> write(recipe.stack(), tree))
          .with("training", ValueType.section(TRAINING))
          .with(
              "activations",
              List.of(ACTIVATIONS),
              root -> root.section(ACTIVATIONS, STORED).settings(),
              (recipe, tree) -> tree.put(ACTIVATIONS, STORED.write(activations(recipe))))
          .with("corpus", ValueType.section(CORPUS))
          .with("ingest", ValueType.section(INGEST))
          .with("probe", ValueType.section(PROBE))
          .unhashed("ingest")
          .unhashed("probe")
          .unhashed("synthesis")
          .unhashed("device");

  private RecipeKeys() {}

  /** All keys, in the order in which they are written. */
  static List<String> keys() {
    return RECIPE.keys();
  }

  /**
   * What the result of training does not depend on. The recipe of a run may lack it: an earlier
   * version may have written it.
   */
  static List<String> besideTraining() {
    return RECIPE.unhashedKeys();
  }

  static Recipe read(Section root) {
    return RECIPE.read(root);
  }

  /** Returns all values, as a tree. */
  static Map<String, Object> write(Recipe recipe) {
    return RECIPE.write(recipe);
  }

  /** Returns the values that the result of training depends on. */
  static Map<String, Object> writeTraining(Recipe recipe) {
    Map<String, Object> training = TRAINING.writeHashed(recipe.training());
    if (!recipe.epochsMatter()) {
      training.remove("epochs");
    }
    Map<String, Object> tree = RECIPE.writeHashed(recipe);
    tree.put("training", training);
    tree.put(ACTIVATIONS, STORED.writeHashed(activations(recipe)));
    if (!recipe.validation().isOn()) {
      tree.remove("validation");
    }
    return tree;
  }

  private static Activations activations(Recipe recipe) {
    return new Activations(recipe.stack().borders(), recipe.activations());
  }

  private static StackSpec stack(Section root) {
    InputSettings input = InputKeys.read(root);
    LossSpec loss = LossKeys.read(root, input);
    return new StackSpec(
        input.sample().channels(),
        ModuleKeys.read(root, input),
        loss,
        ModuleKeys.losses(root, loss),
        root.section(ACTIVATIONS, STORED).dtype(),
        root.choice(INITIALIZATION, Initialization.class));
  }

  private static void write(StackSpec stack, Map<String, Object> tree) {
    tree.put(ModuleKeys.SECTION, ModuleKeys.write(stack));
    tree.put(INITIALIZATION, Text.word(stack.initialization()));
    tree.put(LossKeys.SECTION, LossKeys.write(stack.loss()));
  }

  private static Schedule schedule(Section section, String key) {
    return section.isList(key)
        ? Schedule.of(section.wholeNumberLists(key))
        : Schedule.of(section.choice(key, Schedule.Kind.class));
  }

  private static Object write(Schedule schedule) {
    return schedule.kind() == Schedule.Kind.GROUPS ? schedule.groups() : Text.word(schedule.kind());
  }

  private static int perClass(Section section, String key) {
    return LabelsPerClass.read(key, section.text(key));
  }

  private static List<Integer> labelCurve(Section section, String key) {
    return section.list(key, "a list as in [1, 10, all]").stream()
        .map(text -> LabelsPerClass.read(key, text))
        .toList();
  }

  private static Object write(List<Integer> labelCurve) {
    return labelCurve.stream().map(LabelsPerClass::write).toList();
  }
}
