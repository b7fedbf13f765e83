package org.greedyinfomax.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.bench.Benchmark;

/** The commands, with the options that each takes. */
enum Verb {
  SYNTHESIZE(
      "make recordings of artificial speech",
      "keys of the recipe, mostly of synthesis",
      Flag.required("output", "PATH", "folder for the recordings"),
      Flag.toggle("overwrite", "replace what is there"),
      recipe("speech-small"),
      seed()),
  INGEST(
      "turn recordings or images into a corpus",
      "keys of the recipe, mostly of ingest",
      Flag.required("input", "PATH", "folder of recordings or images"),
      Flag.required("output", "PATH", "folder for the corpus"),
      Flag.optional("kind", "audio|images", "what the files are; overrides ingest.kind"),
      Flag.toggle("overwrite", "replace what is there"),
      Flag.toggle("dry-run", "read all files, tell what would be done, and write nothing"),
      recipe("speech-small"),
      seed()),
  PRETRAIN(
      "train the modules on a corpus",
      "keys of the recipe",
      Flag.required("input", "PATH", "the corpus"),
      Flag.required("run", "PATH", "run directory: checkpoints, metrics, model"),
      Flag.optional(
          "init-from",
          "RUN",
          "put the recipe's new modules on that finished run, and train only them; or, if the recipe"
              + " learns from labels, train all from that run's weights on"),
      Flag.toggle("resume", "go on where the run stopped, by its own recipe if none is named"),
      Flag.toggle("overwrite", "delete the run that is there and start again"),
      recipe("speech-small"),
      seed()),
  PLAN(
      "foresee costs, speed and the best schedule of a training",
      "keys of the recipe",
      Flag.optional("input", "PATH", "the corpus, to know how many rounds there are"),
      Flag.optional("run", "PATH", "measure the file system of this run directory"),
      recipe("speech-small"),
      seed()),
  DOCTOR(
      "look at driver and executors as a training would find them",
      "keys of the recipe",
      Flag.optional("run", "PATH", "try the file system of this run directory"),
      recipe("speech-small"),
      seed()),
  SIMULATE(
      "foresee what a run's rounds would do on larger clusters",
      "",
      Flag.required("run", "PATH", "a run of at least two rounds, best with schedule pipelined"),
      Flag.optional("executors", "N,N", "how many; 1,8,64,512 if left out"),
      Flag.optional("slots", "N", "tasks that an executor runs at a time; 1 if left out"),
      Flag.optional("network", "GBIT", "of the driver, each second; 10 if left out"),
      Flag.optional("store", "MB", "read and written by all executors each second; unlimited"),
      Flag.optional("output", "FILE", "the same as JSON")),
  ENCODE(
      "turn recordings or images into representations",
      "",
      Flag.required("input", "PATH", "a corpus, or a folder of recordings or images"),
      Flag.optional("run", "PATH", "run directory of the trained modules"),
      Flag.optional(
          "model",
          "PATH",
          "instead of --run: a run, or a saved Spark ML model, that encodes files as they are"),
      Flag.optional("batch", "N", "with --model: files that are encoded together (default: 64)"),
      Flag.required("output", "PATH", "folder for a Parquet table of representations"),
      Flag.optional("module", "NAME|all", "the module to take them from (default: all)"),
      Flag.optional(
          "pool",
          "mean|none",
          "one vector a recording (image), or a frame (patch) (default: mean)"),
      Flag.toggle("overwrite", "replace what is there")),
  EXPORT(
      "write what a run has learned for other programs, with a model card",
      "",
      Flag.required("run", "PATH", "run directory of the trained modules"),
      Flag.required("output", "PATH", "folder for the files"),
      Flag.optional(
          "format",
          "safetensors|onnx|all",
          "weights by the names of the authors' code, models, or both (default: all)"),
      Flag.optional("module", "NAME|all", "the module to make a model of (default: all)"),
      Flag.optional(
          "pool",
          "mean|none",
          "one vector a recording (image), or a frame (patch) (default: mean)"),
      Flag.toggle("overwrite", "replace what is there")),
  IMPORT(
      "make a run of weights that were trained elsewhere",
      "keys of the recipe",
      Flag.required("input", "FILE[,FILE]...", "safetensors by the names of the authors' code"),
      Flag.required("recipe", "FILE", "a preset or a file: the recipe of these weights"),
      Flag.required("run", "PATH", "run directory to make"),
      Flag.optional("prefix", "TEXT", "what stands before the names in the files"),
      Flag.optional(
          "normalization",
          "MEAN/DEVIATION[,...]",
          "of the input's channels, full scale is 1 (default: of the file, or the authors')"),
      Flag.toggle("overwrite", "delete the run that is there")),
  PROBE(
      "judge representations by simple classifiers",
      "keys of the run's recipe under probe",
      Flag.required("input", "PATH", "a corpus with labels"),
      Flag.required("run", "PATH", "run directory of the trained modules"),
      Flag.optional("output", "FILE", "JSON file for the results"),
      Flag.optional(
          "label", "NAME[,NAME]...", "labels to predict, one after another; overrides probe.label"),
      Flag.optional(
          "beside",
          "RUN[,RUN]...",
          "runs that learned one of these labels: what their own classifiers tell")),
  REPORT(
      "write the page about a run as it is now, finished or not",
      "",
      Flag.required("run", "PATH", "the run; the page is report.html in it"),
      Flag.optional("probes", "FILE", "results of gim probe --output to show"),
      Flag.optional("input", "PATH", "a corpus with labels: draw maps of some of its rows anew"),
      Flag.optional(
          "label", "NAME[,NAME]...", "labels that colour these maps; overrides probe.label"),
      Flag.optional("plots", "PATH", "folder for the page's figures as PNG files"),
      Flag.optional("picture", "FILE", "SVG file for the picture that the page opens with")),
  CLEAN(
      "delete what killed processes have left",
      "",
      Flag.optional("run", "PATH", "run directory to clean"),
      Flag.optional("input", "PATH", "corpus to clean"),
      Flag.optional(
          "older-than", "MINUTES", "only what was last modified so long ago (default: 60)"),
      Flag.toggle("dry-run", "list it, and delete nothing")),
  QUICKSTART(
      "make speech, a corpus, a trained model and a probe, in minutes",
      "keys of the recipe",
      Flag.optional("output", "PATH", "folder for all of it (default: gim-quickstart)"),
      Flag.toggle("overwrite", "replace what is there"),
      recipe("quickstart"),
      seed()),
  REPRODUCE(
      "train and probe what an experiment of the paper compares",
      "keys of all recipes, but for those that the comparison sets",
      Flag.required("data", "PATH", "what to ingest: see docs/reproduce.md"),
      Flag.required("out", "PATH", "folder for all of it; one that was begun is gone on with"),
      Flag.optional("preset", "small", "small recipes, for pictures or recordings of your own")),
  STUDY(
      "train and probe a recipe with every combination of some values",
      "keys of all trials' recipe",
      Flag.required("input", "PATH", "a corpus with labels"),
      Flag.required("output", "PATH", "folder for all of it; one that was begun is gone on with"),
      Flag.repeated(
          "grid", "KEY=VALUE[,VALUE]...", "values of a key; several keys by ; vary together"),
      Flag.optional("seeds", "N[,N]...", "seeds of every combination (default: the recipe's)"),
      Flag.optional(
          "label", "NAME[,NAME]...", "labels to predict, one after another; overrides probe.label"),
      recipe("speech-small")),
  BENCH(
      "measure how fast this machine is",
      "keys of the recipe",
      Flag.optional(
          "input", "PATH", "a corpus: encode and pipeline need it, io takes noise without"),
      Flag.optional(
          "run", "PATH", "folder for files of io and pipeline (default: the temporary one)"),
      Flag.optional("output", "FILE", "JSON file for the results"),
      Flag.optional("repeat", "N", "how often to measure (default: 5)"),
      recipe("speech-small"),
      seed());

  private final String summary;
  private final String keys;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Flag> flags;

  Verb(String summary, String keys, Flag... flags) {
    this.summary = summary;
    this.keys = keys;
    this.flags = List.of(flags);
  }

  private static Flag recipe(String preset) {
    return Flag.optional("recipe", "FILE", "a preset or a file (default: " + preset + ")");
  }

  private static Flag seed() {
    return Flag.optional("seed", "N", "overrides seed");
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Verb::word).toList();
  }

  /** The command as it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  /** What must be named beside the options, for the help; empty for most commands. */
  String subject() {
    return switch (this) {
      case BENCH -> String.join("|", Benchmark.words());
      case REPRODUCE -> "stl10|librispeech";
      default -> "";
    };
  }

  /** Which keys may be overridden, for the help; empty if none. */
  String keys() {
    return keys;
  }

  List<Flag> flags() {
    return flags;
  }
}
