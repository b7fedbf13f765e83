package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.cli.command.Sessions;
import org.greedyinfomax.job.failure.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user does wrong, the exit code is the one that is documented, after a sentence. */
final class WrongInputTest {

  private static final String TINY =
      "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
          + " stride = 20, padding = 10 }] }]";

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void makeWhatGoesWrongLater() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
    succeed("synthesize --output @/audio synthesis.voices=2 synthesis.hours=0.01");
    succeed("ingest --input @/audio --output @/corpus ingest.labels.table=@/audio/labels.tsv");
    succeed(
        "pretrain --input @/corpus --run @/run "
            + "training.epochs=1 training.batchSize=4 training.replicas=1 training.localSteps=4");
    succeed("probe --input @/corpus --run @/run --label voice probe.maxIterations=2");
    Files.writeString(at("file"), "no folder");
    copy("corpus", "gap");
    Files.delete(shard("gap"));
    copy("corpus", "torn");
    byte[] bytes = Files.readAllBytes(shard("torn"));
    Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 7);
    Files.write(shard("torn"), bytes);
    Files.deleteIfExists(shard("torn").resolveSibling("." + shard("torn").getFileName() + ".crc"));
    for (String file : List.of("metrics.jsonl", "map.json", "run.json", "config.conf")) {
      copy("run", "run-" + file);
      Path damaged = at("run-" + file).resolve(file);
      if (Files.exists(damaged)) {
        String text = Files.readString(damaged);
        Files.writeString(damaged, text.substring(0, text.length() / 2));
      }
    }
    Files.writeString(at("deep.conf"), "a = " + "[".repeat(20_000));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // inputs that are not there
        "ingest --input @/none --output @/new",
        "pretrain --input @/none --run @/new",
        "pretrain --input @/corpus --run @/none --resume",
        "pretrain --input @/corpus --run @/new --init-from @/none",
        "plan --input @/none",
        "simulate --run @/none",
        "encode --input @/corpus --run @/none --output @/new",
        "encode --input @/none --run @/run --output @/new",
        "encode --input @/none --model @/run --output @/new",
        "encode --input @/audio --model @/none --output @/new",
        "export --run @/none --output @/new",
        "import --input @/none --recipe speech-small --run @/new",
        "probe --input @/none --run @/run",
        "probe --input @/corpus --run @/none",
        "report --run @/none",
        "report --run @/run --picture @/new.svg",
        "report --run @/run --probes @/none.json",
        "report --run @/run --input @/none --label voice",
        "clean --run @/none",
        "clean --input @/none",
        "reproduce librispeech --preset small --data @/none --out @/study",
        "study --input @/none --output @/study --grid training.epochs=1,2",
        "bench encode --input @/none",
        // inputs that are damaged
        "encode --input @/gap --run @/run --output @/new",
        "encode --input @/torn --run @/run --output @/new",
        "probe --input @/gap --run @/run --label voice",
        "probe --input @/torn --run @/run --label voice",
        "report --run @/run-metrics.jsonl",
        "report --run @/run-map.json",
        "report --run @/run --probes @/file",
        "encode --input @/corpus --run @/run-run.json --output @/new",
        "encode --input @/corpus --run @/run-config.conf --output @/new",
        "pretrain --input @/corpus --run @/run-metrics.jsonl --resume training.epochs=2",
        "import --input @/file --recipe speech-small --run @/new",
        "pretrain --input @/corpus --run @/new --recipe @/file",
        // outputs that cannot be written
        "synthesize --output @/file/x",
        "ingest --input @/audio --output @/file/x",
        "pretrain --input @/corpus --run @/file/x",
        "encode --input @/corpus --run @/run --output @/file/x",
        "encode --input @/audio --model @/run --output @/file/x",
        "export --run @/run --output @/file/x",
        "probe --input @/corpus --run @/run --label voice --output @/file/x probe.maxIterations=1",
        "report --run @/run --plots @/file/x",
        "report --run @/run --picture @/file",
        "quickstart --output @/file/x",
        "synthesize --output /proc/x",
        "ingest --input @/audio --output /proc/x",
        "encode --input @/corpus --run @/run --output /proc/x",
        "export --run @/run --output /proc/x",
        "report --run @/run --plots /proc/x",
        // values that no machine bears
        "plan input.cropSamples=2000000000",
        "plan loss.negatives=2000000000",
        "plan loss.negatives=60000 training.batchSize=1000",
        "plan training.batchSize=2000000000",
        "plan --recipe images-small input.cropSize=2000000000",
        "pretrain --input @/corpus --run @/new input.cropSamples=2000000000",
        // names and words that do not fit
        "encode --input @/corpus --run @/run --output @/new --module top",
        "probe --input @/corpus --run @/run --label age",
        "probe --input @/corpus --run @/run --label voice probe.testWhere=voice",
        "pretrain --input @/corpus --run @/new corpus.where=age>3",
        "pretrain --input @/corpus --run @/new corpus.where=(",
        "pretrain --input nosuch://host/corpus --run @/new"
      })
  void exitsWith2AfterASentence(String line) {
    Told told = tell(line);

    assertThat(told.code).as(told.err).isEqualTo(ExitCode.USAGE);
    assertIsASentence(told);
  }

  @Test
  void exitsWith3WhereARunCannotBeWritten() {
    Told told = tell("pretrain --input @/corpus --run /proc/x");

    assertThat(told.code).isEqualTo(ExitCode.PREFLIGHT);
    assertIsASentence(told);
  }

  @Test
  void survivesARecipeThatIsNestedTooDeep() {
    Told told = tell("plan --recipe @/deep.conf");

    assertThat(told.code).isIn(ExitCode.OTHER, ExitCode.USAGE);
    assertIsASentence(told);
  }

  @Test
  void showsWhereOnlyIfAsked() {
    Told told = tell("--verbose encode --input @/gap --run @/run --output @/new");

    assertThat(told.err)
        .startsWith("gim: shard ")
        .contains("is missing, though the manifest names it")
        .contains("\tat org.greedyinfomax.corpus.RowGroupReader.open(");
  }

  /** One line, or two if the second says how to get help or where the stack trace is. */
  private static void assertIsASentence(Told told) {
    List<String> lines = told.err.lines().toList();
    assertThat(lines.get(0)).startsWith("gim: ").doesNotContain("org.apache.spark");
    assertThat(lines.subList(1, lines.size()))
        .hasSizeLessThan(2)
        .allSatisfy(line -> assertThat(line).startsWith("\"gim "));
    if (Files.exists(at("new"))) {
      assertThat(at("new")).isEmptyDirectory();
    }
  }

  private record Told(ExitCode code, String out, String err) {}

  private static void succeed(String line) {
    Told told = tell(line);
    assertThat(told.code).as(told.err).isEqualTo(ExitCode.DONE);
  }

  /** Carries out a line of words, in which {@code @} is the folder of this test. */
  private static Told tell(String line) {
    List<String> words =
        Stream.of((line + (takesModules(line) ? " TINY" : "")).split(" +", -1))
            .map(word -> word.equals("TINY") ? TINY : word.replace("@", folder.toString()))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, UTF_8);
    ExitCode code =
        new Gim(
                new CommandContext(Sessions.of(spark), told, Double.POSITIVE_INFINITY),
                told,
                new PrintStream(err, true, UTF_8))
            .run(words);
    return new Told(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static boolean takesModules(String line) {
    return line.matches("(synthesize|ingest|plan|pretrain|bench|quickstart) .*")
        && !line.contains("--recipe")
        && !line.contains("--resume");
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static Path shard(String corpus) throws IOException {
    try (Stream<Path> files = Files.walk(at(corpus))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  private static void copy(String from, String to) throws IOException {
    try (Stream<Path> files = Files.walk(at(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, at(to).resolve(at(from).relativize(file)));
      }
    }
  }
}
