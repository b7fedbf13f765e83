package org.greedyinfomax.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.compute.GemmBenchmark;
import org.greedyinfomax.bench.compute.LayersBenchmark;
import org.greedyinfomax.bench.compute.StepBenchmark;
import org.greedyinfomax.bench.io.IoBenchmark;
import org.greedyinfomax.bench.run.PipelineBenchmark;
import org.greedyinfomax.bench.run.ScalingBenchmark;

/** The benchmarks. */
public enum Benchmark {
  /** Products of matrices, see {@link GemmBenchmark}. */
  GEMM(false),
  /** Every layer and loss, see {@link LayersBenchmark}. */
  LAYERS(false),
  /** Training steps, see {@link StepBenchmark}. */
  STEP(false),
  /** Encoding a corpus, see {@link EncodeBenchmark}. */
  ENCODE(true),
  /** Fitting the linear classifiers of a probe, see {@link ProbeBenchmark}. */
  PROBE(false),
  /** Decoding and resampling recordings, see {@link AudioBenchmark}. */
  AUDIO(false),
  /** Writing and reading activations, see {@link IoBenchmark}. */
  IO(false),
  /** Training by different schedules, see {@link PipelineBenchmark}. */
  PIPELINE(true),
  /** Training on one executor and on two, see {@link ScalingBenchmark}. */
  SCALING(true);

  private final boolean needsCorpus;

  Benchmark(boolean needsCorpus) {
    this.needsCorpus = needsCorpus;
  }

  /** As it is typed. */
  public String word() {
    return Text.word(this);
  }

  /** All of them as they are typed. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Benchmark::word).toList();
  }

  /** Whether noise will not do. */
  public boolean needsCorpus() {
    return needsCorpus;
  }

  /**
   * The benchmark of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Benchmark of(String word) {
    Check.argument(
        words().contains(word),
        "there is no benchmark \"%s\": did you mean \"%s\"? The benchmarks are %s",
        word,
        Spelling.closest(word, words()),
        String.join(", ", words()));
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
