package org.greedyinfomax.job.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.Rounds;

/**
 * The recipes that an experiment compares. They agree in which rows are tested, and none trains on
 * them.
 *
 * @param experiment of the paper
 * @param small whether the recipes are those for small data
 * @param overrides texts {@code key=value} for all recipes
 */
public record Comparison(Experiment experiment, boolean small, List<String> overrides) {

  /** Names what is not the paper's. */
  public static final String SMALL = "small";

  /** By the key of the recording, so that no segment is trained on while another is tested. */
  private static final String FIFTH = "pmod(xxhash64(regexp_replace(key, '#[0-9]{6,9}$', '')), 5)";

  private static final String IS_TESTED = FIFTH + " = 0";
  private static final String IS_NOT_TESTED = FIFTH + " <> 0";

  /**
   * Checks all recipes.
   *
   * @throws IllegalArgumentException if one is wrong, or an override would make them differ in more
   *     than the method
   */
  public Comparison {
    overrides = List.copyOf(overrides);
    for (Method method : methods(experiment, small, overrides)) {
      Recipe recipe = read(experiment, small, method, overrides);
      Check.argument(
          Fixed.of(recipe).equals(Fixed.of(read(experiment, small, method, List.of()))),
          "gim reproduce compares methods by what they differ in: leave modules, loss, corpus.where,"
              + " ingest.labels.folder, probe.label, probe.testWhere out of %s",
          overrides);
      Check.argument(
          small
              || experiment != Experiment.LIBRISPEECH
              || recipe.ingest().splits().keySet().containsAll(Set.of("train", "test")),
          "librispeech needs the lists of its splits: give ingest.splits.train=FILE"
              + " ingest.splits.test=FILE, or --preset small for recordings of your own");
    }
  }

  /** What overrides must leave as it is. */
  private record Fixed(
      List<ModuleSpec> modules,
      LossSpec loss,
      List<LossSpec> losses,
      String where,
      String folder,
      String label,
      String testWhere) {

    static Fixed of(Recipe recipe) {
      return new Fixed(
          recipe.stack().modules(),
          recipe.stack().loss(),
          recipe.stack().losses(),
          recipe.corpus().where(),
          recipe.ingest().labels().folder(),
          recipe.probe().label(),
          recipe.probe().testWhere());
    }
  }

  /** What is trained: from phones, too, if there are labels of frames. */
  List<Method> methods() {
    return methods(experiment, small, overrides);
  }

  private static List<Method> methods(
      Experiment experiment, boolean small, List<String> overrides) {
    boolean hasPhones =
        experiment == Experiment.LIBRISPEECH
            && !read(experiment, small, Method.GREEDY_INFOMAX, overrides)
                .probe()
                .frameLabels()
                .isEmpty();
    return Arrays.stream(Method.values())
        .filter(method -> hasPhones || !method.learnsPhones())
        .toList();
  }

  /** The preset of a method, which names its run. */
  String preset(Method method) {
    return preset(experiment, small, method);
  }

  /** The recipe of a method; one that is supervised learns as many classes as its preset says. */
  Recipe recipe(Method method) {
    return read(experiment, small, method, overrides);
  }

  /**
   * The recipe of a method.
   *
   * @param classes that supervised methods learn
   */
  Recipe recipe(Method method, int classes) {
    if (!method.isSupervised() && !method.learnsPhones()) {
      return recipe(method);
    }
    List<String> keys = new ArrayList<>(overrides);
    keys.addAll(ofClasses(method, classes));
    return read(experiment, small, method, keys);
  }

  private List<String> ofClasses(Method method, int classes) {
    String label =
        method.learnsPhones()
            ? "loss.frameLabels=" + recipe(method).probe().frameLabels()
            : "loss.label=" + experiment.label();
    return List.of(label, "loss.classes=" + classes);
  }

  /** How many labels of each class supervised learning is also given, by rising numbers. */
  List<Integer> fewLabels() {
    return recipe(Method.GREEDY_INFOMAX).probe().perClass().stream()
        .filter(perClass -> perClass != LabelsPerClass.ALL)
        .toList();
  }

  /** The name of the run that learns from so many labels of each class. */
  String nameOfFew(int perClass) {
    return preset(Method.SUPERVISED) + "-" + perClass;
  }

  /**
   * The recipe of supervised learning from a few labels of each class: it takes as many steps as
   * that from all labels. If the rows do not fill a mini-batch of every replica, there is one
   * replica, whose mini-batches have all rows if these are fewer than it should have.
   *
   * @param counts of all rows that may be drawn
   */
  Recipe recipeOfFew(int perClass, ClassCounts counts) {
    TrainingSettings ofAll = recipe(Method.SUPERVISED, counts.classes()).training();
    int steps = Rounds.of(ofAll, 0, 1, counts.all()).stepsPerPhase();
    long rows = counts.drawn(perClass);
    int replicas = rows < (long) ofAll.replicas() * ofAll.batchSize() ? 1 : ofAll.replicas();
    long batchSize = Math.min(ofAll.batchSize(), rows);
    long stepsPerEpoch = rows / (replicas * batchSize);
    List<String> keys = new ArrayList<>(overrides);
    keys.addAll(ofClasses(Method.SUPERVISED, counts.classes()));
    keys.add("corpus.perClass=" + perClass);
    keys.add("training.replicas=" + replicas);
    keys.add("training.batchSize=" + batchSize);
    keys.add("training.epochs=" + (steps + stepsPerEpoch - 1) / stepsPerEpoch);
    return read(experiment, small, Method.SUPERVISED, keys);
  }

  private static String preset(Experiment experiment, boolean small, Method method) {
    return method.preset(small ? experiment.small() : experiment.word());
  }

  private static Recipe read(
      Experiment experiment, boolean small, Method method, List<String> overrides) {
    List<String> keys = new ArrayList<>();
    if (small) {
      keys.add("ingest.labels.folder=" + experiment.label());
      keys.add("probe.label=" + experiment.label());
      keys.add("corpus.where=" + IS_NOT_TESTED);
      keys.add("probe.testWhere=" + IS_TESTED);
    }
    keys.addAll(overrides);
    return Presets.read(preset(experiment, small, method), keys);
  }
}
