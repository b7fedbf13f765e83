package org.greedyinfomax.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.Benchmark;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.job.Command.Bench;
import org.greedyinfomax.job.Command.Clean;
import org.greedyinfomax.job.Command.Doctor;
import org.greedyinfomax.job.Command.Encode;
import org.greedyinfomax.job.Command.EncodeFiles;
import org.greedyinfomax.job.Command.Export;
import org.greedyinfomax.job.Command.GridStudy;
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
import org.greedyinfomax.job.reproduce.Comparison;
import org.greedyinfomax.job.reproduce.Experiment;

/** The grammar of the command line: a command, its options, and overrides of its recipe. */
final class CommandLine {

  private static final int REPEATS = 5;

  private CommandLine() {}

  /** The help or version that the words ask for: the general help for none at all. */
  static Optional<String> help(List<String> words) {
    if (words.equals(List.of("--version"))) {
      return Optional.of(Version.text());
    }
    if (words.isEmpty() || List.of("--help", "-h", "help").contains(words.get(0))) {
      return Optional.of(generalHelp());
    }
    return verbs(words.get(0))
        .filter(verb -> words.contains("--help") || words.contains("-h"))
        .map(verb -> Text.format("gim %s: %s\n\n%s", verb.word(), verb.summary(), usage(verb)));
  }

  private static String generalHelp() {
    return Arrays.stream(Verb.values())
        .map(verb -> Text.format("  %-12s %s\n", verb.word(), verb.summary()))
        .collect(
            Collectors.joining(
                "",
                "Usage: gim COMMAND [options] [key=value]...\n\n",
                "\n\"gim COMMAND --help\" lists a command's options,"
                    + " docs/configuration.md the keys.\n"
                    + Gim.VERBOSE
                    + " shows a failure's stack trace, too; gim --version says which program this is."));
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
                        Text.format(
                            "unknown command \"%s\": did you mean \"%s\"?\n"
                                + "\"gim --help\" lists the commands.",
                            word, Spelling.closest(word, Verb.words()))));
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
          Text.format("%s\n\"gim %s --help\" lists the options.", e.getMessage(), verb.word()), e);
    }
  }

  private static Arguments checked(Verb verb, Arguments arguments) {
    Check.argument(
        !(arguments.has("resume") && arguments.has("overwrite")),
        "--resume keeps the run and --overwrite deletes it: give one of them");
    Check.argument(
        !(arguments.has("resume") && arguments.has("init-from")),
        "--resume knows what the run was begun from: leave out --init-from");
    OptionValues.check(arguments);
    StudyArguments.check(arguments);
    Check.argument(
        verb != Verb.CLEAN || arguments.has("run") != arguments.has("input"),
        "name either a run to clean with --run or a corpus with --input");
    Check.argument(
        verb != Verb.ENCODE || arguments.has("run") != arguments.has("model"),
        "name either a run with --run or, for files as they are, a model with --model");
    Check.argument(
        !arguments.has("batch") || arguments.has("model"),
        "--batch is for files as they are: name a model with --model");
    List.of("batch", "repeat", "slots", "network", "store")
        .forEach(number -> arguments.atLeastOne(number, 1));
    if (verb == Verb.BENCH) {
      Benchmark.of(arguments.option(Arguments.SUBJECT));
    }
    if (verb == Verb.REPRODUCE) {
      Experiment.of(arguments.option(Arguments.SUBJECT));
    }
    Check.argument(
        verb != Verb.REPORT || !arguments.has("label") || arguments.has("input"),
        "--label is about maps: name the corpus to map with --input");
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
              arguments.has("dry-run"),
              recipe("speech-small", arguments));
      case PRETRAIN -> arguments.has("resume") ? resume(arguments) : pretrain(arguments);
      case PLAN ->
          new Plan(
              arguments.optional("input"),
              arguments.optional("run"),
              recipe("speech-small", arguments));
      case DOCTOR -> new Doctor(arguments.optional("run"), recipe("speech-small", arguments));
      case SIMULATE ->
          new Simulate(
              arguments.option("run"),
              OptionValues.executors(arguments),
              arguments.atLeastOne("slots", 1),
              1e9 / 8 * arguments.atLeastOne("network", 10),
              arguments.has("store")
                  ? 1e6 * arguments.atLeastOne("store", 1)
                  : Double.POSITIVE_INFINITY,
              arguments.option("output", ""));
      case ENCODE -> arguments.has("model") ? encodeFiles(arguments) : encode(arguments);
      case EXPORT ->
          new Export(
              arguments.option("run"),
              arguments.option("output"),
              OptionValues.format(arguments),
              arguments.option("module", Encode.ALL_MODULES),
              OptionValues.pooling(arguments),
              overwrite);
      case IMPORT ->
          new Import(
              List.of(arguments.option("input").split(",", -1)),
              arguments.option("run"),
              arguments.option("prefix", ""),
              OptionValues.normalization(arguments),
              overwrite,
              recipe("", arguments, arguments.option("run")));
      case PROBE ->
          new Probe(
              arguments.option("input"),
              arguments.option("run"),
              arguments.option("output", ""),
              overrides(arguments),
              arguments
                  .optional("beside")
                  .map(runs -> List.of(runs.split(",", -1)))
                  .orElse(List.of()));
      case REPORT ->
          new Report(
              arguments.option("run"),
              arguments.optional("probes"),
              arguments.optional("input"),
              arguments.optional("plots"),
              arguments.optional("picture"),
              overrides(arguments));
      case CLEAN ->
          new Clean(
              arguments.has("run") ? Clean.Place.RUN : Clean.Place.CORPUS,
              arguments.option(arguments.has("run") ? "run" : "input"),
              OptionValues.olderThan(arguments),
              arguments.has("dry-run"));
      case QUICKSTART ->
          new Quickstart(
              arguments.option("output", "gim-quickstart"),
              overwrite,
              recipe("quickstart", arguments, arguments.option("output", "gim-quickstart")));
      case REPRODUCE ->
          new Reproduce(
              arguments.option("data"),
              arguments.option("out"),
              new Comparison(
                  Experiment.of(arguments.option(Arguments.SUBJECT)),
                  OptionValues.small(arguments),
                  arguments.overrides()));
      case STUDY ->
          new GridStudy(
              arguments.option("input"),
              arguments.option("output"),
              StudyArguments.design(arguments, overrides(arguments)));
      case BENCH ->
          new Bench(
              Benchmark.of(arguments.option(Arguments.SUBJECT)),
              arguments.option("input", ""),
              arguments.option("run", ""),
              arguments.option("output", ""),
              arguments.atLeastOne("repeat", REPEATS),
              recipe("speech-small", arguments));
    };
  }

  private static Encode encode(Arguments arguments) {
    return new Encode(
        arguments.option("input"),
        arguments.option("run"),
        arguments.option("output"),
        arguments.option("module", Encode.ALL_MODULES),
        OptionValues.pooling(arguments),
        arguments.has("overwrite"));
  }

  private static EncodeFiles encodeFiles(Arguments arguments) {
    return new EncodeFiles(
        arguments.option("input"),
        arguments.option("model"),
        arguments.option("output"),
        arguments.option("module", Encode.ALL_MODULES),
        OptionValues.pooling(arguments),
        arguments.atLeastOne("batch", Encoding.BATCH_SIZE),
        arguments.has("overwrite"));
  }

  private static Pretrain pretrain(Arguments arguments) {
    return new Pretrain(
        arguments.option("input"),
        arguments.option("run"),
        arguments.optional("init-from"),
        arguments.has("overwrite"),
        recipe("speech-small", arguments, arguments.option("run")));
  }

  private static Resume resume(Arguments arguments) {
    boolean isNamed = arguments.has("recipe");
    return new Resume(
        arguments.option("input"),
        arguments.option("run"),
        isNamed ? Optional.of(recipe("", arguments)) : Optional.empty(),
        isNamed ? List.of() : overrides(arguments));
  }

  /** The recipe, which must not lie where things may be deleted before it has been carried out. */
  private static Recipe recipe(String preset, Arguments arguments, String output) {
    Presets.requireOutside(
        arguments.option("recipe", preset), arguments.has("overwrite") ? output : "");
    return recipe(preset, arguments);
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
}
