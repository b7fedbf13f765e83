package org.greedyinfomax.job.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greedyinfomax.Printable;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;

/** What an export says about itself, in Markdown: facts of the run directory, and no others. */
final class ModelCard {

  private final String name;
  private final Recipe recipe;
  private final RunInput input;
  private final List<RoundMetrics> rounds;
  private final Checkpoint checkpoint;

  /** The card of a checkpoint of a run. */
  ModelCard(RunDirectory run, Checkpoint checkpoint) throws IOException {
    name = run.path().getName();
    recipe = run.recipe();
    input = run.input();
    rounds = run.rounds().stream().filter(round -> round.round() <= checkpoint.rounds()).toList();
    this.checkpoint = checkpoint;
  }

  /**
   * The card.
   *
   * @param files that the export has
   * @param pooling what its models put out
   */
  String text(List<String> files, Pooling pooling) {
    List<String> models = files.stream().filter(file -> ExportFiles.isModel(file)).toList();
    List<String> parts = new ArrayList<>();
    parts.add("# " + Markdown.text(name));
    parts.add(summary());
    parts.add("## What it was trained on");
    parts.add(training());
    parts.add("## Modules");
    parts.add(new ModuleCard(recipe, lastOfEach()).text());
    parts.add("## Input");
    parts.add(new InputCard(recipe, input.normalization()).text());
    if (!models.isEmpty()) {
      parts.add("## ONNX models");
      parts.add(models(models, pooling));
    }
    if (files.contains(ExportFiles.WEIGHTS)) {
      parts.add("## Weights");
      parts.add(weights());
    }
    parts.add("## Limits");
    parts.add(limits());
    parts.add("## Identity");
    parts.add(identity());
    return Printable.text(String.join("\n\n", parts) + "\n");
  }

  private boolean isOfImages() {
    return recipe.input() instanceof InputSettings.Images;
  }

  private String summary() {
    String what = isOfImages() ? "images" : "recordings";
    int modules = recipe.stack().modules().size();
    return modules == 1
        ? Text.format("An encoder of %s, one module that was trained from end to end.", what)
        : Text.format(
            "An encoder of %s in %d modules, one upon the other. Each was trained by a loss of its"
                + " own, and no gradient passed between them, as in Greedy InfoMax"
                + " ([Löwe, O'Connor, Veeling, 2019](https://arxiv.org/abs/1905.11786)).",
            what, modules);
  }

  private String training() {
    if (!input.hasCorpus()) {
      return Text.format(
          "The weights were imported from %s. What they were trained on is not known here.",
          Markdown.text(input.foundation()));
    }
    List<String> facts = new ArrayList<>();
    facts.add(
        Text.format(
            "- %d %s of the corpus %s, whose manifest has SHA-256 %s",
            input.recordings(),
            isOfImages() ? "pictures" : "recordings",
            Markdown.code(input.corpus()),
            Markdown.code(input.corpusHash())));
    if (!recipe.corpus().where().isEmpty()) {
      facts.add("- of these rows only where " + Markdown.code(recipe.corpus().where()));
    }
    if (!recipe.corpus().takesAll()) {
      facts.add(Text.format("- at most %d rows of each class", recipe.corpus().perClass()));
    }
    if (!input.foundation().isEmpty()) {
      facts.add(
          Text.format(
              "- %s were taken from the run %s, whose states have SHA-256 %s",
              input.frozen() > 0
                  ? Text.format("the lowest %d modules", input.frozen())
                  : "the first weights",
              Markdown.code(input.foundation()),
              Markdown.code(input.foundationHash())));
    }
    rounds.stream()
        .max(Comparator.comparingInt(RoundMetrics::round))
        .ifPresent(last -> facts.add(amount(last)));
    facts.add("- loss: " + LossText.of(recipe.stack().loss()));
    LossText.own(recipe.stack())
        .forEach((module, loss) -> facts.add("- loss of module " + module + ": " + loss));
    return String.join("\n", facts);
  }

  private String amount(RoundMetrics last) {
    String crops =
        recipe.input() instanceof InputSettings.Audio audio
            ? Text.format(
                "crops of %.2f s, %.2f hours in all",
                seconds(audio, 1), seconds(audio, last.samples()) / 3600)
            : "crops";
    return Text.format(
        "- %d of %d rounds, %.1f epochs, %d %s",
        checkpoint.rounds(), last.rounds(), last.epoch(), last.samples(), crops);
  }

  private static double seconds(InputSettings.Audio audio, long crops) {
    return (double) crops * audio.meanCropSamples() / audio.sampleRate();
  }

  private Map<String, RoundMetrics.Module> lastOfEach() {
    return rounds.stream()
        .flatMap(round -> round.modules().stream())
        .collect(
            Collectors.toMap(
                RoundMetrics.Module::name, Function.identity(), (earlier, later) -> later));
  }

  private String models(List<String> models, Pooling pooling) {
    String input = isOfImages() ? "image" : "signal";
    String output = pooling == Pooling.MEAN ? "vector" : "vectors";
    return Text.format(
        """
        %s: each is the whole way from the input to what the module puts out, in operators of ONNX's set 13.
        Input and output are float32; the batch is free%s.

        ```python
        import onnxruntime

        session = onnxruntime.InferenceSession("%s")
        (%s,) = session.run(["%s"], {"%s": %s})  # %s
        ```""",
        models.stream().map(model -> "`" + model + "`").collect(Collectors.joining(", ")),
        isOfImages() ? "" : ", and so is the time",
        models.get(models.size() - 1),
        output,
        output,
        input,
        input,
        shape(pooling));
  }

  private String shape(Pooling pooling) {
    if (pooling == Pooling.MEAN) {
      return "[batch, channel]: the mean over " + (isOfImages() ? "patches" : "time");
    }
    return isOfImages()
        ? "[batch, patch, channel]; \"maps\" has all positions of each patch"
        : "[batch, frame, channel]";
  }

  private static String weights() {
    return """
    `weights.safetensors` has the parameters of all modules, score matrices and classifiers of the losses among them, as float32 under the
    names and in the layouts of the [authors' code](https://github.com/loeweX/Greedy_InfoMax).

    ```python
    from safetensors.torch import load_file

    weights = load_file("weights.safetensors")
    ```

    `gim import --input weights.safetensors --recipe config.conf --run RUN` makes a run of them again.""";
  }

  private String limits() {
    List<String> limits = new ArrayList<>();
    limits.add(
        "- How good its vectors are for a task is not recorded in a run: `gim probe` measures it.");
    limits.addAll(new InputCard(recipe, input.normalization()).limits());
    lastOfEach().values().stream()
        .filter(RoundMetrics.Module::collapsed)
        .map(
            module ->
                Text.format(
                    "- Module %s has collapsed: its outputs are nearly all the same.",
                    Markdown.text(module.name())))
        .sorted()
        .forEach(limits::add);
    return String.join("\n", limits);
  }

  private String identity() {
    return Text.format(
        """
        - SHA-256 of the modules' states: `%s`
        - SHA-256 of what training depends on in the recipe: `%s`
        - seed: %d
        - `config.conf` is the whole recipe""",
        checkpoint.hash(), recipe.trainingHash(), recipe.seed());
  }
}
