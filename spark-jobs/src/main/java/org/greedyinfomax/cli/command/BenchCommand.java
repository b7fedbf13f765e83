package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Benchmark;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.EncodeBenchmark;
import org.greedyinfomax.bench.EncodeReport;
import org.greedyinfomax.bench.ProbeBenchmark;
import org.greedyinfomax.bench.ProbeTimes;
import org.greedyinfomax.bench.compute.GemmBenchmark;
import org.greedyinfomax.bench.compute.GemmReport;
import org.greedyinfomax.bench.compute.LayersBenchmark;
import org.greedyinfomax.bench.compute.LayersReport;
import org.greedyinfomax.bench.compute.StepBenchmark;
import org.greedyinfomax.bench.compute.StepReport;
import org.greedyinfomax.bench.io.AudioBenchmark;
import org.greedyinfomax.bench.io.AudioReport;
import org.greedyinfomax.bench.io.IoBenchmark;
import org.greedyinfomax.bench.io.IoReport;
import org.greedyinfomax.bench.run.PipelineBenchmark;
import org.greedyinfomax.bench.run.PipelineReport;
import org.greedyinfomax.bench.run.ScalingBenchmark;
import org.greedyinfomax.bench.run.ScalingReport;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;

/** {@code gim bench}. */
public final class BenchCommand implements Command {

  private static final Option<Optional<String>> INPUT =
      Option.optional(
              "input", "PATH", "a corpus: encode and pipeline need it, io takes noise without")
          .path();
  private static final Option<Optional<String>> SCRATCH =
      Option.optional(
              "run", "PATH", "folder for files of io and pipeline (default: the temporary one)")
          .path();
  private static final Option<Optional<String>> OUTPUT =
      Option.file("output", "JSON file for the results");
  private static final Option<Integer> REPEAT =
      Option.atLeastOne("repeat", "N", "how often to measure (default: " + Option.DEFAULT + ")", 5);
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "bench";
  }

  @Override
  public String summary() {
    return "measure how fast this machine is";
  }

  @Override
  public String subject() {
    return String.join("|", Benchmark.words());
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, SCRATCH, OUTPUT, REPEAT, RECIPE, RecipeOptions.SEED);
  }

  /**
   * What is measured.
   *
   * @param input the corpus; empty for noise, unless the benchmark needs one
   * @param scratch folder for files in between; empty for the temporary one
   * @param output JSON file for the results; empty for none
   * @param repeats how often to measure, at least 1
   */
  public record Options(
      Benchmark benchmark,
      String input,
      String scratch,
      Optional<String> output,
      int repeats,
      Recipe recipe) {

    public Options {
      Check.argument(
          !benchmark.needsCorpus() || !input.isEmpty(),
          "gim bench %s needs a corpus: name it by --input",
          benchmark.word());
      Check.argument(repeats >= 1, "--repeat must be at least 1, but is %d", repeats);
    }
  }

  @Override
  public void check(Arguments arguments) {
    Benchmark.of(arguments.subject());
  }

  @Override
  public Invocation<Options> read(Arguments arguments) {
    Benchmark benchmark = Benchmark.of(arguments.subject());
    return new Invocation<>(
        "bench " + benchmark.word(),
        new Options(
            benchmark,
            arguments.get(INPUT).orElse(""),
            arguments.get(SCRATCH).orElse(""),
            arguments.get(OUTPUT),
            arguments.get(REPEAT),
            RecipeOptions.read(arguments, RECIPE)),
        BenchCommand::run);
  }

  private static void run(Options options, SparkSession spark, CommandContext context)
      throws Exception {
    Recipe recipe = options.recipe();
    String input = options.input();
    String scratch = options.scratch();
    int repeats = options.repeats();
    Results results = new Results(spark, context, options.output());
    switch (options.benchmark()) {
      case GEMM ->
          results.tell(GemmReport.class, () -> new GemmBenchmark(oneThread()).run(recipe, repeats));
      case LAYERS ->
          results.tell(
              LayersReport.class, () -> new LayersBenchmark(oneThread()).run(recipe, repeats));
      case STEP ->
          results.tell(StepReport.class, () -> new StepBenchmark(oneThread()).run(recipe, repeats));
      case ENCODE ->
          results.tell(
              EncodeReport.class, () -> new EncodeBenchmark(spark).run(recipe, input, repeats));
      case PROBE -> results.tell(ProbeTimes.class, () -> new ProbeBenchmark().run(recipe, repeats));
      case AUDIO -> results.tell(AudioReport.class, () -> new AudioBenchmark().run(repeats));
      case IO ->
          results.tell(
              IoReport.class, () -> new IoBenchmark(spark).run(recipe, input, scratch, repeats));
      case PIPELINE ->
          results.tell(
              PipelineReport.class,
              () ->
                  new PipelineBenchmark(spark, context.out()).run(recipe, input, scratch, repeats));
      case SCALING ->
          results.tell(
              ScalingReport.class,
              () -> new ScalingBenchmark(context.out()).run(recipe, input, scratch, repeats));
    }
  }

  private static Engine oneThread() {
    return Engines.open(DeviceChoice.CPU, 1);
  }

  /** Where results are told and written. */
  private record Results(SparkSession spark, CommandContext context, Optional<String> output) {

    <R extends Record & BenchmarkReport> void tell(Class<R> type, Callable<R> benchmark)
        throws Exception {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      if (output.isPresent()) { // first, for a benchmark takes long
        JsonFile.requireReplaceable(hadoop, new Path(output.get()), type);
      }
      R report = benchmark.call();
      context.out().print(report.toText());
      if (output.isPresent()) {
        JsonFile.write(hadoop, new Path(output.get()), report);
      }
    }
  }
}
