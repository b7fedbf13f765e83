package org.greedyinfomax.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.bench.Benchmark;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.job.Command.Bench;
import org.greedyinfomax.job.Command.Clean;
import org.greedyinfomax.job.Command.Encode;
import org.greedyinfomax.job.Command.EncodeFiles;
import org.greedyinfomax.job.Command.Export;
import org.greedyinfomax.job.Command.Import;
import org.greedyinfomax.job.Command.Ingest;
import org.greedyinfomax.job.Command.Plan;
import org.greedyinfomax.job.Command.Pretrain;
import org.greedyinfomax.job.Command.Probe;
import org.greedyinfomax.job.Command.Quickstart;
import org.greedyinfomax.job.Command.Report;
import org.greedyinfomax.job.Command.Reproduce;
import org.greedyinfomax.job.Command.Resume;
import org.greedyinfomax.job.Command.Simulate;
import org.greedyinfomax.job.Command.Synthesize;

/** The grammar of the command line: a command, its options, and overrides of its recipe. */
final class CommandLine {

  private static final String WHOLE = "[1-9][0-9]{0,5}";
  private static final int REPEATS = 5;

  private CommandLine() {}

  /** The help that the words ask for: the general one for none at all. */
  static Optional<String> help(List<String> words) {
    if (words.isEmpty() || List.of("--help", "-h", "help").contains(words.get(0))) {
      return Optional.of(generalHelp());
    }
    return verbs(words.get(0))
        .filter(verb -> words.contains("--help") || words.contains("-h"))
        .map(verb -> "gim %s: %s\n\n%s".formatted(verb.word(), verb.summary(), usage(verb)));
  }

  private static String generalHelp() {
    return Arrays.stream(Verb.values())
        .map(verb -> "  %-12s %s\n".formatted(verb.word(), verb.summary()))
        .collect(
            Collectors.joining(
                "",
                "Usage: gim COMMAND [options] [key=value]...\n\n",
                "\n\"gim COMMAND --help\" lists a command's options,"
                    + " docs/configuration.md the keys."));
  }

  private static String usage(Verb verb) {
    return new ScoptParser(verb).usage();
  }

  /**
   * Reads a command with its recipe.
   *
   * @throws IllegalArgumentException saying what is wrong, and how to get help
   */
  static Command parse(List<String> words) {
    String word = words.get(0);
    Verb verb =
        verbs(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        ("unknown command \"%s\": did you mean \"%s\"?\n"
                                + "\"gim --help\" lists the commands.")
                            .formatted(word, Spelling.closest(word, Verb.words()))));
    return command(verb, arguments(verb, words.subList(1, words.size())));
  }

  private static Optional<Verb> verbs(String word) {
    return Arrays.stream(Verb.values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  private static Arguments arguments(Verb verb, List<String> words) {
    try {
      return checked(verb, new ScoptParser(verb).read(words));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s\n\"gim %s --help\" lists the options.".formatted(e.getMessage(), verb.word()), e);
    }
  }

  private static Arguments checked(Verb verb, Arguments arguments) {
    Check.argument(
        !(arguments.has("resume") && arguments.has("overwrite")),
        "--resume keeps the run and --overwrite deletes it: give one of them");
    Check.argument(
        !(arguments.has("resume") && arguments.has("init-from")),
        "--resume knows what the run was begun from: leave out --init-from");
    pooling(arguments);
    format(arguments);
    normalization(arguments);
    olderThan(arguments);
    Check.argument(
        verb != Verb.CLEAN || arguments.has("run") != arguments.has("input"),
        "name either a run to clean with --run or a corpus with --input");
    if (verb == Verb.SIMULATE) {
      command(verb, arguments); // options that are no numbers
    }
    Check.argument(
        verb != Verb.ENCODE || arguments.has("run") != arguments.has("model"),
        "name either a run with --run or, for files as they are, a model with --model");
    Check.argument(
        !arguments.has("batch") || arguments.has("model"),
        "--batch is for files as they are: name a model with --model");
    atLeastOne("batch", Encoding.BATCH_SIZE, arguments);
    atLeastOne("repeat", REPEATS, arguments);
    if (verb == Verb.BENCH) {
      Benchmark.of(arguments.option(Arguments.SUBJECT));
    }
    if (verb == Verb.REPRODUCE) {
      Experiment.of(arguments.option(Arguments.SUBJECT));
      String preset = arguments.option("preset", Study.SMALL);
      Check.argument(
          preset.equals(Study.SMALL),
          "--preset must be %s, or left out for the paper's recipes, but is \"%s\"",
          Study.SMALL,
          preset);
    }
    if (verb == Verb.PROBE) {
      for (String override : arguments.overrides()) {
        Check.argument(
            override.startsWith("probe."),
            "\"%s\" cannot be overridden: the run has its recipe, of which a probe takes only"
                + " keys under probe",
            override);
      }
    }
    return arguments;
  }

  private static Command command(Verb verb, Arguments arguments) {
    boolean overwrite = arguments.has("overwrite");
    return switch (verb) {
      case SYNTHESIZE ->
          new Synthesize(arguments.option("output"), overwrite, recipe("speech-small", arguments));
      case INGEST ->
          new Ingest(
              arguments.option("input"),
              arguments.option("output"),
              overwrite,
              recipe("speech-small", arguments));
      case PRETRAIN -> arguments.has("resume") ? resume(arguments) : pretrain(arguments);
      case PLAN ->
          new Plan(
              optional("input", arguments),
              optional("run", arguments),
              recipe("speech-small", arguments));
      case SIMULATE ->
          new Simulate(
              arguments.option("run"),
              executors(arguments),
              atLeastOne("slots", 1, arguments),
              1e9 / 8 * atLeastOne("network", 10, arguments),
              arguments.has("store")
                  ? 1e6 * atLeastOne("store", 1, arguments)
                  : Double.POSITIVE_INFINITY,
              arguments.option("output", ""));
      case ENCODE -> arguments.has("model") ? encodeFiles(arguments) : encode(arguments);
      case EXPORT ->
          new Export(
              arguments.option("run"),
              arguments.option("output"),
              format(arguments),
              arguments.option("module", Encode.ALL_MODULES),
              pooling(arguments),
              overwrite);
      case IMPORT ->
          new Import(
              List.of(arguments.option("input").split(",", -1)),
              arguments.option("run"),
              arguments.option("prefix", ""),
              normalization(arguments),
              overwrite,
              recipe("", arguments));
      case PROBE ->
          new Probe(
              arguments.option("input"),
              arguments.option("run"),
              arguments.option("output", ""),
              overrides(arguments));
      case REPORT -> new Report(arguments.option("run"), optional("probes", arguments));
      case CLEAN ->
          new Clean(
              arguments.has("run") ? Clean.Place.RUN : Clean.Place.CORPUS,
              arguments.option(arguments.has("run") ? "run" : "input"),
              olderThan(arguments),
              arguments.has("dry-run"));
      case QUICKSTART ->
          new Quickstart(
              arguments.option("output", "gim-quickstart"),
              overwrite,
              recipe("quickstart", arguments));
      case REPRODUCE ->
          new Reproduce(
              arguments.option("data"),
              arguments.option("out"),
              new Study(
                  Experiment.of(arguments.option(Arguments.SUBJECT)),
                  arguments.has("preset"),
                  arguments.overrides()));
      case BENCH ->
          new Bench(
              Benchmark.of(arguments.option(Arguments.SUBJECT)),
              arguments.option("input", ""),
              arguments.option("run", ""),
              arguments.option("output", ""),
              atLeastOne("repeat", REPEATS, arguments),
              recipe("speech-small", arguments));
    };
  }

  private static Encode encode(Arguments arguments) {
    return new Encode(
        arguments.option("input"),
        arguments.option("run"),
        arguments.option("output"),
        arguments.option("module", Encode.ALL_MODULES),
        pooling(arguments),
        arguments.has("overwrite"));
  }

  private static EncodeFiles encodeFiles(Arguments arguments) {
    return new EncodeFiles(
        arguments.option("input"),
        arguments.option("model"),
        arguments.option("output"),
        arguments.option("module", Encode.ALL_MODULES),
        pooling(arguments),
        atLeastOne("batch", Encoding.BATCH_SIZE, arguments),
        arguments.has("overwrite"));
  }

  private static Pretrain pretrain(Arguments arguments) {
    return new Pretrain(
        arguments.option("input"),
        arguments.option("run"),
        arguments.has("init-from") ? Optional.of(arguments.option("init-from")) : Optional.empty(),
        arguments.has("overwrite"),
        recipe("speech-small", arguments));
  }

  private static Resume resume(Arguments arguments) {
    boolean isNamed = arguments.has("recipe");
    return new Resume(
        arguments.option("input"),
        arguments.option("run"),
        isNamed ? Optional.of(recipe("", arguments)) : Optional.empty(),
        isNamed ? List.of() : overrides(arguments));
  }

  private static Optional<String> optional(String name, Arguments arguments) {
    return arguments.has(name) ? Optional.of(arguments.option(name)) : Optional.empty();
  }

  private static Recipe recipe(String preset, Arguments arguments) {
    return Presets.read(arguments.option("recipe", preset), overrides(arguments));
  }

  private static List<String> overrides(Arguments arguments) {
    List<String> overrides = new ArrayList<>(arguments.overrides());
    if (arguments.has("seed")) {
      overrides.add("seed=" + arguments.option("seed"));
    }
    if (arguments.has("kind")) {
      overrides.add("ingest.kind=" + arguments.option("kind"));
    }
    if (arguments.has("label")) {
      overrides.add("probe.label=" + arguments.option("label"));
    }
    return overrides;
  }

  private static Duration olderThan(Arguments arguments) {
    String minutes = arguments.option("older-than", "60");
    Check.argument(
        minutes.matches("[0-9]{1,9}"),
        "--older-than must be a whole number of minutes, but is \"%s\"",
        minutes);
    return Duration.ofMinutes(Long.parseLong(minutes));
  }

  private static List<Integer> executors(Arguments arguments) {
    String list = arguments.option("executors", "1,8,64,512");
    List<Integer> numbers = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      Check.argument(
          word.matches(WHOLE),
          "--executors must be whole numbers of at least 1, with commas between, but is \"%s\"",
          list);
      numbers.add(Integer.parseInt(word));
    }
    return numbers;
  }

  private static int atLeastOne(String option, int otherwise, Arguments arguments) {
    String word = arguments.option(option, Integer.toString(otherwise));
    Check.argument(
        word.matches(WHOLE),
        "--%s must be a whole number of at least 1, but is \"%s\"",
        option,
        word);
    return Integer.parseInt(word);
  }

  private static Export.Format format(Arguments arguments) {
    String word = arguments.option("format", "all");
    Check.argument(
        List.of("safetensors", "onnx", "all").contains(word),
        "--format must be safetensors, onnx or all, but is \"%s\"",
        word);
    Export.Format format = Export.Format.valueOf(word.toUpperCase(Locale.ROOT));
    Check.argument(
        format.hasModels() || !(arguments.has("module") || arguments.has("pool")),
        "--module and --pool are about ONNX models: leave them out with --format safetensors");
    return format;
  }

  private static Optional<Normalization> normalization(Arguments arguments) {
    return optional("normalization", arguments)
        .map(word -> NormalizationText.read("--normalization", word));
  }

  private static Pooling pooling(Arguments arguments) {
    String word = arguments.option("pool", "mean");
    Check.argument(
        List.of("mean", "none").contains(word), "--pool must be mean or none, but is \"%s\"", word);
    return Pooling.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
