package org.greedyinfomax.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.job.Command.Export;
import org.greedyinfomax.job.exchange.NormalizationText;
import org.greedyinfomax.job.reproduce.Comparison;

/** What options mean that are neither text nor a single number, and what they mean if left out. */
final class OptionValues {

  private OptionValues() {}

  /** Whether all options that there are have values that they can have. */
  static void check(Arguments arguments) {
    pooling(arguments);
    format(arguments);
    normalization(arguments);
    olderThan(arguments);
    executors(arguments);
    small(arguments);
  }

  static Duration olderThan(Arguments arguments) {
    String minutes = arguments.option("older-than", "60");
    Check.argument(
        minutes.matches("[0-9]{1,9}"),
        "--older-than must be a whole number of minutes, but is \"%s\"",
        minutes);
    return Duration.ofMinutes(Long.parseLong(minutes));
  }

  static List<Integer> executors(Arguments arguments) {
    String list = arguments.option("executors", "1,8,64,512");
    List<Integer> numbers = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      Check.argument(
          word.matches(Arguments.WHOLE),
          "--executors must be whole numbers of at least 1, with commas between, but is \"%s\"",
          list);
      numbers.add(Integer.parseInt(word));
    }
    return numbers;
  }

  /** Whether the small recipes of an experiment are meant. */
  static boolean small(Arguments arguments) {
    String preset = arguments.option("preset", Comparison.SMALL);
    Check.argument(
        preset.equals(Comparison.SMALL),
        "--preset must be %s, or left out for the paper's recipes, but is \"%s\"",
        Comparison.SMALL,
        preset);
    return arguments.has("preset");
  }

  static Export.Format format(Arguments arguments) {
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

  static Optional<Normalization> normalization(Arguments arguments) {
    return arguments
        .optional("normalization")
        .map(word -> NormalizationText.read("--normalization", word));
  }

  static Pooling pooling(Arguments arguments) {
    String word = arguments.option("pool", "mean");
    Check.argument(
        List.of("mean", "none").contains(word), "--pool must be mean or none, but is \"%s\"", word);
    return Pooling.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
