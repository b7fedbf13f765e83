package org.greedyinfomax.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.bench.compute.GemmBenchmark;
import org.greedyinfomax.bench.compute.GemmReport;
import org.greedyinfomax.bench.compute.LayersBenchmark;
import org.greedyinfomax.bench.compute.LayersReport;
import org.greedyinfomax.bench.compute.StepBenchmark;
import org.greedyinfomax.bench.compute.StepMemory;
import org.greedyinfomax.bench.compute.StepReport;
import org.greedyinfomax.bench.compute.Throughput;
import org.greedyinfomax.bench.io.Activations;
import org.greedyinfomax.bench.io.IoBenchmark;
import org.greedyinfomax.bench.io.IoReport;
import org.greedyinfomax.bench.run.PipelineBenchmark;
import org.greedyinfomax.bench.run.PipelineReport;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks of tiny shapes: what they say, not how long it takes. */
@Tag("slow")
final class BenchmarksTest {

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    SmallCorpus.write(corpus(), 1);
    Files.createDirectories(scratch());
    spark = Sparks.start("local[2]", "spark.scheduler.mode", "FAIR");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void ioMeasuresEveryWayToKeepActivations() throws IOException {
    IoReport report = new IoBenchmark(spark).run(SmallRecipe.with(), "", scratch().toString(), 1);

    assertThat(report.rows())
        .extracting(row -> row.dtype() + " " + row.variant() + " " + row.codec())
        .containsExactly(
            "float16 gim none",
            "float16 gim, compressed snappy",
            "float16 gim, compressed lz4_raw",
            "float16 gim, compressed zstd",
            "float16 Parquet's record writer none",
            "float16 Spark's DataFrame none",
            "float32 gim none",
            "float32 gim, compressed snappy",
            "float32 gim, compressed lz4_raw",
            "float32 gim, compressed zstd",
            "float32 Parquet's record writer none",
            "float32 Spark's DataFrame none");
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.written().least()).isPositive())
        .allSatisfy(row -> assertThat(row.readByTheClock().least()).isPositive());
    assertThat(report.zeros()).isBetween(0.2, 0.8);
    assertThat(report.megabytes()).isEqualTo(5 * 2 * 80 * 8 * 4e-6, within(1e-12));
    assertThat(report.toText().lines()).hasSize(3 + 2 + 12);
    assertThat(report.toText()).contains("| float16 | gim, compressed         | snappy  |");
    assertLeavesNothing();
    assertThat(json(report).at("/rows/0/written/median").asDouble())
        .isEqualTo(report.rows().get(0).written().median());
  }

  @Test
  void ioTakesRecordingsForNoise() throws IOException {
    Engine engine = engine();
    Corpus opened = Corpus.open(new Configuration(), corpus());
    try (Arena arena = new Arena(engine)) {
      Activations noise = Activations.ofNoise(engine, SmallRecipe.with(), arena);
      Activations sounds = Activations.ofCorpus(engine, SmallRecipe.with(), opened, arena);

      assertThat(sounds.zeros()).isPositive().isNotEqualTo(noise.zeros());
      assertThat(sounds.float32Bytes()).isEqualTo(noise.float32Bytes());
    }
  }

  @Test
  @Tag("long")
  void gemmMeasuresProductsOfTheRecipe() throws IOException {
    GemmReport report = new GemmBenchmark(engine()).run(SmallRecipe.with(), 1);

    assertThat(report.rows().subList(0, 3))
        .extracting(GemmReport.Row::product)
        .containsExactly(
            "[512, 512] · [512, 512]", "[1024, 1024] · [1024, 1024]", "[4096, 512] · [512, 512]");
    assertThat(report.rows().get(1).throughput().ofProduct())
        .isEqualTo(new MedianAndRange(1, 1, 1));
    assertThat(report.rows().get(1).throughput().gflop()).isEqualTo(2 * Math.pow(1.024, 3));
    assertThat(report.rows().subList(3, report.rows().size()))
        .isSortedAccordingTo(Comparator.comparingDouble(GemmReport.Row::share).reversed())
        .allSatisfy(row -> assertThat(row.number()).isPositive())
        .extracting(GemmReport.Row::product)
        .contains("[80, 32] · [32, 8]"); // windows of conv2, side by side
    assertThat(report.rows().stream().mapToDouble(GemmReport.Row::share).sum())
        .isBetween(0.8, 1 + 1e-9);
    assertThat(report.toText().lines()).hasSize(2 + 1 + 2 + report.rows().size());
    assertThat(json(report).at("/rows/0/product").asText()).isEqualTo("[512, 512] · [512, 512]");
  }

  @Test
  void probeMeasuresTheClassifiersOfEveryModuleAndOfMfcc() throws IOException {
    ProbeTimes report = new ProbeBenchmark().run(SmallRecipe.with(), 1);

    assertThat(report.rows())
        .extracting(row -> row.module() + " " + row.channels() + " " + row.tables())
        .startsWith("raw 39 1")
        .endsWith("all 39 7");
    assertThat(report.rows()).allSatisfy(row -> assertThat(row.seconds().least()).isPositive());
    assertThat(report.toText().lines()).hasSize(1 + 1 + 2 + report.rows().size());
    assertThat(json(report).at("/rows/0/module").asText()).isEqualTo("raw");
  }

  @Test
  void encodeMeasuresEveryPoolingRowByRowAndInBatches() throws IOException {
    EncodeReport report = new EncodeBenchmark(spark).run(SmallRecipe.with(), corpus(), 1);

    assertThat(report.rows())
        .extracting(row -> row.pooling() + " " + row.batchSize())
        .containsExactly("mean 1", "mean 64", "none 1", "none 64");
    assertThat(report.rows())
        .allSatisfy(
            row ->
                assertThat(row.samplesPerSecond().median() * row.seconds().median())
                    .isEqualTo(
                        (double) Corpus.open(new Configuration(), corpus()).manifest().rows(),
                        within(1e-9)));
    assertThat(report.toText().lines()).hasSize(1 + 1 + 2 + 4);
    assertThat(json(report).at("/rows/2/pooling").asText()).isEqualTo("none");
  }

  @Test
  void layersMeasuresEveryPartOfEveryModule() throws IOException {
    Recipe recipe = SmallRecipe.with();

    LayersReport report = new LayersBenchmark(engine()).run(recipe, 2);

    assertThat(report.rows())
        .extracting(row -> row.module() + " " + row.part() + " " + row.pass())
        .containsExactly(
            "conv1 convolution0 forward",
            "conv1 convolution0 backward",
            "conv1 loss both",
            "conv1 adam update",
            "conv1 step both",
            "conv2 convolution0 forward",
            "conv2 convolution0 backward",
            "conv2 loss both",
            "conv2 adam update",
            "conv2 step both",
            "gru gru forward",
            "gru gru backward",
            "gru loss both",
            "gru adam update",
            "gru step both");
    assertCountsAllFlops(report, recipe);
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.throughput().millis().least()).isPositive())
        .allSatisfy(row -> assertThat(row.throughput().clockMillis().least()).isPositive());
    LayersReport.Row loss = report.rows().get(2);
    assertThat(loss.throughput().gflops().median())
        .isBetween(
            loss.throughput().gflop() / loss.throughput().millis().most() * 1e3 * (1 - 1e-9),
            loss.throughput().gflop() / loss.throughput().millis().least() * 1e3 * (1 + 1e-9));
    assertThat(report.toText().lines()).hasSize(3 + 1 + 2 + 15);
    assertThat(report.toText())
        .containsPattern("conv1 +\\| adam +\\| update +\\| +0.000 \\|.*\\| +- \\|");
    assertThat(json(report).at("/rows/14/throughput/gflop").asDouble())
        .isEqualTo(report.rows().get(14).throughput().gflop());
  }

  @Test
  void layersMeasuresTheMeanOfPatches() {
    Recipe recipe = SmallRecipe.ofPictures();

    LayersReport report = new LayersBenchmark(engine()).run(recipe, 1);

    assertThat(report.rows().subList(0, 9))
        .extracting(row -> row.part() + " " + row.pass())
        .containsExactly(
            "convolution0 forward",
            "convolution0 backward",
            "block0 forward",
            "block0 backward",
            "mean forward",
            "mean backward",
            "loss both",
            "adam update",
            "step both");
    assertCountsAllFlops(report, recipe);
  }

  private static void assertCountsAllFlops(LayersReport report, Recipe recipe) {
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      String module = recipe.stack().modules().get(m).name();
      Map<Boolean, Double> gflop =
          report.rows().stream()
              .filter(row -> row.module().equals(module))
              .collect(
                  Collectors.partitioningBy(
                      row -> row.part().equals(LayersReport.STEP),
                      Collectors.summingDouble(row -> row.throughput().gflop())));
      long counted =
          ModuleCost.of(recipe.stack(), m, recipe.input().sample()).trainingFlops()
              * recipe.training().batchSize();
      assertThat(gflop.get(true))
          .as("a step of " + module)
          .isCloseTo(counted * 1e-9, within(1e-15));
      assertThat(gflop.get(false))
          .as("parts of " + module)
          .isCloseTo(counted * 1e-9, within(1e-15));
    }
  }

  @Test
  @Tag("long")
  void stepMeasuresModulesAloneAndTogether() throws Exception {
    Recipe recipe = SmallRecipe.with("training.batchSize=4");

    StepReport report = new StepBenchmark(engine()).run(recipe, 2);

    assertThat(report.rows())
        .extracting(StepReport.Row::modules)
        .containsExactly("conv1", "conv2", "gru", "conv1-gru");
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.samplesPerSecond().least()).isPositive());
    assertThat(report.rows().get(3).throughput().gflop())
        .isCloseTo(
            report.rows().subList(0, 3).stream().mapToDouble(row -> row.throughput().gflop()).sum(),
            within(1e-15));
    StepReport.Memory memory = report.rows().get(3).memory();
    TaskMemory planned = TaskMemory.of(recipe.stack(), 0, 2, 0, recipe.input().sample(), 4);
    assertThat(memory.stateBytes()).isEqualTo(planned.parameterBytes());
    assertThat(memory.scratchBytes()).isEqualTo(planned.scratchBytes());
    assertThat(report.toText().lines()).hasSize(4 + 1 + 2 + 4);
    assertThat(json(report).at("/rows/3/modules").asText()).isEqualTo("conv1-gru");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void stepFindsTheMemoryThatAFreshProcessTakes() throws Exception {
    Recipe recipe = SmallRecipe.with("training.batchSize=512", "input.cropSamples=5120");
    long input = 4L * 512 * 5120;
    long output = 4L * 512 * 1280 * 8;

    OptionalLong bytes = StepMemory.measure(recipe, new StageGroup(0, 1, 0));

    assertThat(bytes.orElseThrow())
        .isGreaterThan(input + 2 * output) // and its gradient
        .isLessThan(20 * (input + output));
  }

  @Test
  void memoryMayBeUnknown() {
    MedianAndRange one = new MedianAndRange(1, 1, 1);
    StepReport report =
        new StepReport(
            1,
            "a device",
            2,
            new SampleShape.Sequence(320, 1),
            one,
            1,
            List.of(
                new StepReport.Row(
                    "conv1",
                    one,
                    new Throughput(1, one, one, one, one),
                    new StepReport.Memory(1_000_000, 2_000_000, 0))));

    assertThat(report.toText())
        .endsWith("|        1 |          2 | not measured |          - |         - |\n");
  }

  @Test
  void pipelineComparesEverySchedule() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Recipe recipe = SmallRecipe.with("training.schedule=[[0], [1, 2]]", "training.epochs=1");

    PipelineReport report =
        new PipelineBenchmark(spark, new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(recipe, corpus(), scratch().toString(), 1);

    assertThat(report.rows())
        .extracting(PipelineReport.Row::schedule)
        .containsExactly("fused", "pipelined", "balanced");
    assertThat(report.rows().get(0).groups()).containsExactly("conv1-gru");
    assertThat(report.rows().get(1).groups()).containsExactlyInAnyOrder("conv1", "conv2", "gru");
    assertThat(report.rows().get(2).groups()).hasSize(2);
    assertThat(report.rows().get(0).ratio()).isEqualTo(new MedianAndRange(1, 1, 1));
    assertThat(report.rows().get(0).writtenPerRound()).isZero();
    assertThat(report.rows().get(1).writtenPerRound())
        .isGreaterThan(report.rows().get(2).writtenPerRound());
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.processorSecondsPerRound().least()).isPositive());
    assertThat(report.rounds()).isEqualTo(12);
    assertThat(report.stateHash()).matches("[0-9a-f]{64}");
    assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    assertThat(report.toText().lines()).hasSize(2 + 2 + 3);
    assertLeavesNothing();
    assertThat(json(report).at("/rows/1/schedule").asText()).isEqualTo("pipelined");
  }

  @Test
  void pipelineNeedsModulesToPutApart() {
    Recipe recipe =
        SmallRecipe.with(
            "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 8,"
                + " stride = 4, padding = 2 }] }]");

    assertThatThrownBy(
            () ->
                new PipelineBenchmark(spark, System.out)
                    .run(recipe, corpus(), scratch().toString(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pipeline needs at least two modules, but the recipe has one");
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
    assertThat(MedianAndRange.of(List.of(4.0, 1.0, 3.0, 9.0)))
        .isEqualTo(new MedianAndRange(3.5, 1, 9));
    assertThat(MedianAndRange.of(List.of(4.0, 1.0, 3.0)).toText(1)).isEqualTo("3.0 (1.0..4.0)");
  }

  @Test
  void filesInBetweenLieWhereOtherCommandsKnowThemByTheirName() throws IOException {
    org.apache.hadoop.fs.Path made;
    try (Scratch directory = ScratchDirectory.in(new Configuration(), scratch().toString())) {
      made = directory.path();
      assertThat(Path.of(made.toUri().getPath())).isDirectory();
    }

    assertThat(Scratch.isScratch(made.getName())).isTrue();
    assertLeavesNothing();
  }

  private static void assertLeavesNothing() throws IOException {
    try (Stream<Path> left = Files.list(scratch())) {
      assertThat(left).isEmpty();
    }
  }

  private static JsonNode json(Record report) throws IOException {
    Path file = folder.resolve("report.json");
    JsonFile.write(new Configuration(), new org.apache.hadoop.fs.Path(file.toString()), report);
    return new JsonMapper().readTree(file.toFile());
  }

  private static Engine engine() {
    return CpuEngine.onCpu(Precision.SINGLE, 1);
  }

  private static String corpus() {
    return folder.resolve("corpus").toString();
  }

  private static Path scratch() {
    return folder.resolve("scratch");
  }
}
