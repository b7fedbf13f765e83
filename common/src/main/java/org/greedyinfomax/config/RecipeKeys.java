package org.greedyinfomax.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Schedule.Kind;
import org.greedyinfomax.config.SynthesisSettings.Microphones;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.optim.OuterStep;
import org.greedyinfomax.tensor.StorageType;

/**
 * Which key of a file is which component of a record: for each section its keys, how it is read,
 * and how it is written, in the same order.
 */
final class RecipeKeys {

  static final List<String> RECIPE =
      List.of(
          "seed",
          InputKeys.SECTION,
          ModuleKeys.SECTION,
          "initialization",
          LossKeys.SECTION,
          OptimizerKeys.SECTION,
          "training",
          "averaging",
          "activations",
          CorpusKeys.SECTION,
          ValidationKeys.SECTION,
          "ingest",
          "probe",
          "synthesis",
          "device");

  /** What the result of training does not depend on. */
  static final List<String> BESIDE_TRAINING = List.of("ingest", "probe", "synthesis", "device");

  /** What a recipe of an earlier version may lack, because its training is that of the defaults. */
  static final List<String> ADDED =
      Stream.of(
              BESIDE_TRAINING,
              List.of(CorpusKeys.ADDED, ValidationKeys.SECTION),
              OptimizerKeys.ADDED,
              InputKeys.ADDED)
          .flatMap(List::stream)
          .toList();

  private static final List<String> TRAINING =
      List.of(
          "epochs",
          "batchSize",
          "replicas",
          "localSteps",
          "order",
          "schedule",
          "checkpointInterval");
  private static final List<String> AVERAGING = List.of("outerLearningRate", "outerMomentum");
  private static final List<String> ACTIVATIONS = List.of("dtype", "window", "budget");
  private static final List<String> SYNTHESIS = List.of("voices", "hours", "microphones");

  private static final String AUTO = "auto";

  private RecipeKeys() {}

  static Recipe read(Section root) {
    InputSettings input = InputKeys.read(root);
    List<ModuleSpec> modules = ModuleKeys.read(root, input);
    LossSpec loss = LossKeys.read(root, input);
    StorageType borders = root.section("activations", ACTIVATIONS, RecipeKeys::borders);
    return new Recipe(
        root.longNumber("seed"),
        input,
        new StackSpec(
            input.sample().channels(),
            modules,
            loss,
            ModuleKeys.losses(root, loss),
            borders,
            root.choice("initialization", Initialization.class)),
        OptimizerKeys.read(root),
        root.section("training", TRAINING, RecipeKeys::training),
        root.section("averaging", AVERAGING, RecipeKeys::averaging),
        root.section("activations", ACTIVATIONS, RecipeKeys::activations),
        CorpusKeys.read(root),
        ValidationKeys.read(root),
        IngestKeys.read(root),
        ProbeKeys.read(root),
        root.section("synthesis", SYNTHESIS, RecipeKeys::synthesis),
        root.choice("device", DeviceChoice.class));
  }

  /** Returns all values, as a tree in the order of {@link #RECIPE}. */
  static Map<String, Object> write(Recipe recipe) {
    return tree(
        RECIPE,
        recipe.seed(),
        InputKeys.write(recipe.input()),
        ModuleKeys.write(recipe.stack()),
        Text.word(recipe.stack().initialization()),
        LossKeys.write(recipe.stack().loss()),
        OptimizerKeys.write(recipe.optimizer()),
        write(recipe.training()),
        write(recipe.averaging()),
        write(recipe.activations(), recipe.stack().borders()),
        CorpusKeys.write(recipe.corpus()),
        ValidationKeys.write(recipe.validation()),
        IngestKeys.write(recipe.ingest()),
        ProbeKeys.write(recipe.probe()),
        write(recipe.synthesis()),
        Text.word(recipe.device()));
  }

  /** Returns the values that the result of training depends on. */
  static Map<String, Object> writeTraining(Recipe recipe) {
    Map<String, Object> training = write(recipe.training());
    training.keySet().removeAll(List.of("schedule", "checkpointInterval"));
    if (!recipe.epochsMatter()) {
      training.remove("epochs");
    }
    Map<String, Object> tree = write(recipe);
    tree.put(InputKeys.SECTION, InputKeys.writeTraining(recipe.input()));
    tree.put("training", training);
    tree.put(OptimizerKeys.SECTION, OptimizerKeys.writeTraining(recipe.optimizer()));
    tree.put(CorpusKeys.SECTION, CorpusKeys.writeTraining(recipe.corpus()));
    tree.put("activations", Map.of("dtype", Text.word(recipe.stack().borders())));
    tree.keySet().removeAll(BESIDE_TRAINING);
    if (!recipe.validation().isOn()) { // as before there was such a section
      tree.remove(ValidationKeys.SECTION);
    }
    return tree;
  }

  private static TrainingSettings training(Section section) {
    return new TrainingSettings(
        section.wholeNumber("epochs"),
        section.wholeNumber("batchSize"),
        section.wholeNumber("replicas"),
        localSteps(section),
        section.choice("order", Order.class),
        schedule(section),
        section.wholeNumber("checkpointInterval"));
  }

  private static int localSteps(Section section) {
    if (section.text("localSteps").equals(AUTO)) {
      return TrainingSettings.AUTO;
    }
    int localSteps = section.wholeNumber("localSteps");
    Check.argument(
        localSteps != TrainingSettings.AUTO, "localSteps must be at least 1, or auto, but is 0");
    return localSteps;
  }

  private static Schedule schedule(Section section) {
    if (section.isList("schedule")) {
      return Schedule.of(section.wholeNumberLists("schedule"));
    }
    Kind kind = section.choice("schedule", Kind.class);
    return Schedule.of(kind);
  }

  private static Map<String, Object> write(TrainingSettings training) {
    Schedule schedule = training.schedule();
    return tree(
        TRAINING,
        training.epochs(),
        training.batchSize(),
        training.replicas(),
        training.localSteps() == TrainingSettings.AUTO ? AUTO : training.localSteps(),
        Text.word(training.order()),
        schedule.kind() == Kind.GROUPS ? schedule.groups() : Text.word(schedule.kind()),
        training.checkpointInterval());
  }

  private static OuterStep averaging(Section section) {
    return new OuterStep(section.number("outerLearningRate"), section.number("outerMomentum"));
  }

  private static Map<String, Object> write(OuterStep outer) {
    return tree(AVERAGING, outer.outerLearningRate(), outer.outerMomentum());
  }

  private static StorageType borders(Section section) {
    return section.choice("dtype", StorageType.class);
  }

  private static ActivationSettings activations(Section section) {
    return new ActivationSettings(section.wholeNumber("window"), section.bytes("budget"));
  }

  private static Map<String, Object> write(ActivationSettings activations, StorageType borders) {
    return tree(
        ACTIVATIONS,
        Text.word(borders),
        activations.window(),
        Section.bytesText(activations.budget()));
  }

  private static SynthesisSettings synthesis(Section section) {
    return new SynthesisSettings(
        section.wholeNumber("voices"),
        section.number("hours"),
        section.choice("microphones", Microphones.class));
  }

  private static Map<String, Object> write(SynthesisSettings synthesis) {
    return tree(
        SYNTHESIS, synthesis.voices(), synthesis.hours(), Text.word(synthesis.microphones()));
  }

  static Map<String, Object> tree(List<String> keys, Object... values) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> all = Arrays.asList(values);
    for (int i = 0; i < keys.size(); i++) {
      tree.put(keys.get(i), all.get(i));
    }
    return tree;
  }
}
