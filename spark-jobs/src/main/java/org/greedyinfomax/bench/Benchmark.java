package org.greedyinfomax.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;

/** The benchmarks. */
public enum Benchmark {
  /** Writing and reading activations, see {@link IoBenchmark}. */
  IO,
  /** Training by different schedules, see {@link PipelineBenchmark}. */
  PIPELINE;

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The benchmark of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Benchmark of(String word) {
    List<String> words = Arrays.stream(values()).map(Benchmark::word).toList();
    Check.argument(
        words.contains(word),
        "there is no benchmark \"%s\": did you mean \"%s\"? The benchmarks are %s",
        word,
        Spelling.closest(word, words),
        String.join(", ", words));
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
