package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.cli.Typed.fail;
import static org.greedyinfomax.cli.Typed.refuse;
import static org.greedyinfomax.cli.Typed.succeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.ShellWord;
import org.greedyinfomax.Text;
import org.greedyinfomax.cli.command.Sessions;
import org.greedyinfomax.job.Pictures;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.storage.WholeFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The commands as they are typed, one after another, on a little artificial speech. */
final class CommandsTest {

  /** A share, its interval and the penalty. */
  private static final String LINEAR = "[\\d.]+ % \\([\\d.]+–[\\d.]+\\) \\de[-+]\\d+";

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
              + " stride = 20, padding = 10 }] }, { name = gru, layers = [{ kind = gru, hidden ="
              + " 6, backpropagation = through-time }] }]",
          "optimizer.schedule=constant",
          "training.epochs=2",
          "training.batchSize=8",
          "training.replicas=2",
          "training.localSteps=2",
          "synthesis.voices=3",
          "synthesis.hours=0.02",
          "probe.maxIterations=3");

  @TempDir private static Path folder;
  private static String made;

  @BeforeAll
  static void goTheWholeWay() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    made =
        succeed("synthesize", TINY, "--output", at("audio"))
            + succeed(
                "ingest",
                TINY,
                "--input",
                at("audio"),
                "--output",
                at("corpus"),
                "ingest.labels.table=" + at("audio/labels.tsv"))
            + succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("run"));
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
  }

  @Test
  void tellWhatTheyHaveMade() {
    assertThat(made)
        .containsPattern("synthesized 98 recordings, 0\\.02 hours, in \\S+/audio\n")
        .containsPattern("ingested 98 recordings, 0\\.02 hours at 8000 Hz, into \\d+ shards in ")
        .containsPattern("round 1/6 · conv-gru · epoch 0\\.33 · 32 samples")
        .containsPattern("round 6/6 · conv-gru · epoch 2\\.00 · 192 samples")
        .containsPattern("trained 6 of 6 rounds in \\S+/run; .* SHA-256 [0-9a-f]{64}\n");
  }

  @Test
  void aDryRunOfIngestTellsWhatItWouldDoAndWritesNothing() {
    String told = succeed("ingest", "--input", at("audio"), "--output", at("never"), "--dry-run");

    assertThat(told)
        .startsWith("dry run: nothing is written\n")
        .containsPattern("WAV, 8000 Hz, mono +98 +0\\.02 ")
        .contains("would leave out: 2 .tsv, 1 .txt, 1 hidden\n")
        .containsPattern(
            "would ingest 98 recordings, 0\\.02 hours at 8000 Hz, of \\S+ MB, into 2 ");
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void ingestTellsOfPicturesToo() throws IOException {
    new Pictures(folder.resolve("album")).noise("cat/1.png", 20, 30);

    String told =
        succeed(
            "ingest",
            TINY,
            "--kind",
            "images",
            "--input",
            at("album/in"),
            "--output",
            at("album/corpus"),
            "ingest.channels=1");

    assertThat(told)
        .containsPattern(
            "ingested 1 pictures in grey, of at least 30 x 20 pixels, into 1 shards in \\S+/corpus\n");
  }

  @Test
  void planTellsWhatATrainingWillCostAndLeavesNothingBehind() throws IOException {
    List<Path> before = files();

    String told =
        succeed("plan", TINY, "--input", at("corpus"), "--run", at("planned"), "training.epochs=1");

    assertThat(told)
        .containsPattern("There are slots for 2 tasks at a time\\.\n")
        .containsPattern("\n  conv +\\d+ ")
        .containsPattern("\nSchedules, for 98 rows\n")
        .containsPattern("\n  fused +2 +- +\\S+ \\S+ +\\S+ \\S+ +3 ")
        .containsPattern("\nAdvice: training.schedule = (fused|pipelined)\\. 2 slots and 2 ");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void doctorShowsThatThisMachineIsWell() throws IOException {
    List<Path> before = files();

    assertThat(succeed("doctor", TINY, "--run", at("planned")))
        .containsPattern("\\| ok \\| Spark +\\| [\\d.]+ +\\| driver, executor driver on ")
        .containsPattern("\\| ok \\| products +\\| \\d+ GFLOP/s a task ");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void pretrainRefusesAGpuThatIsNotThereAndLeavesNothingBehind() throws IOException {
    List<Path> before = files();

    assertThat(
            fail(
                ExitCode.PREFLIGHT,
                "pretrain",
                "--input",
                at("corpus"),
                "--run",
                at("cuda"),
                "device=cuda"))
        .startsWith("gim: device, executor driver on ")
        .contains("device is cuda, but ")
        .endsWith("or set device = auto\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void simulateTellsWhatARunWouldDoOnMoreExecutors() throws IOException {
    String told =
        succeed(
            "simulate",
            "--run",
            at("run"),
            "--executors",
            "1,512",
            "--store",
            "100",
            "--output",
            at("simulated.json"));

    assertThat(told)
        .containsPattern("rounds of \\S+/run, with a replica for each slot")
        .containsPattern("\n. fused +. (slots|driver|averaging) +. +1 . +- . +[0-9.]+ .")
        .containsPattern("\n. fused +. (driver|averaging) +. +512 . +- . +[0-9.]+ .");
    assertThat(folder.resolve("simulated.json")).content().contains("\"ofLinear\" : 1.0");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void encodeGivesEveryRecordingAVectorOfEachModule() throws IOException {
    succeed("encode", "--input", at("corpus"), "--run", at("run"), "--output", at("vectors"));

    List<Row> rows = table("vectors");
    assertThat(rows).hasSize(98);
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly("key", "voice", "word", "conv", "gru");
    for (Row row : rows) {
      assertThat(row.getString(0)).startsWith(row.getString(1) + "/" + row.getString(2));
      assertThat(row.getList(3)).hasSize(8).doesNotContain(Float.NaN);
      assertThat(row.getList(4)).hasSize(6).doesNotContain(Float.NaN);
    }
    assertThat(rows.stream().map(row -> row.getList(4)).distinct()).hasSize(98);
  }

  @Test
  void encodeGivesAVectorOfEveryFrameOnRequest() throws IOException {
    Stream.of("none", "mean")
        .forEach(
            pool ->
                succeed(
                    "encode",
                    "--input",
                    at("corpus"),
                    "--run",
                    at("run"),
                    "--module",
                    "conv",
                    "--pool",
                    pool,
                    "--output",
                    at("pool-" + pool)));

    Row frames = table("pool-none").get(5);
    Row mean = table("pool-mean").get(5);
    assertThat(frames.schema().fieldNames()).containsExactly("key", "voice", "word", "conv");
    List<Seq<Float>> vectors = frames.getList(3);
    long samples = Files.size(folder.resolve("audio/" + frames.getString(0) + ".wav")) / 2 - 22;
    assertThat(vectors).hasSize((int) (samples + 2 * 10 - 40) / 20 + 1);
    for (int c = 0; c < 8; c++) {
      int channel = c;
      double sum =
          vectors.stream()
              .mapToDouble(vector -> CollectionConverters.asJava(vector).get(channel))
              .sum();
      assertThat((double) mean.<Float>getList(3).get(c))
          .isCloseTo(sum / vectors.size(), within(1e-5));
    }
  }

  @Test
  void encodeTakesAFolderOfRecordingsAsItTakesTheirCorpus() throws IOException {
    succeed("encode", "--input", at("corpus"), "--run", at("run"), "--output", at("of corpus"));
    String told =
        succeed("encode", "--input", at("audio"), "--run", at("run"), "--output", at("of folder"));

    assertThat(told)
        .isEqualTo(
            "encoded 98 rows into %s\nleft out: 2 .tsv, 1 .txt, 1 hidden (%s/_left-out.tsv lists"
                + " them)\n",
            at("of folder"), at("of folder"));
    List<Row> ofCorpus = table("of corpus");
    List<Row> ofFolder = table("of folder"); // key, conv, gru: nothing labels the folder
    assertThat(ofFolder).hasSameSizeAs(ofCorpus);
    for (int i = 0; i < ofCorpus.size(); i++) {
      assertThat(ofFolder.get(i).getString(0)).isEqualTo(ofCorpus.get(i).getString(0));
      assertThat(ofFolder.get(i).getList(2)).isEqualTo(ofCorpus.get(i).getList(4));
    }
    assertThat(folder.resolve("of folder")).isDirectoryNotContaining("glob:**/.gim-scratch-*");
  }

  @Test
  void encodeReplacesATableOnlyOnRequestAndNothingElse() throws IOException {
    String[] words = {"encode", "--input", at("corpus"), "--run", at("run"), "--output", at("t")};
    succeed(words);

    assertThat(refuse(words))
        .isEqualTo(
            "gim: the output %s is not empty: choose another directory, or replace it with"
                + " --overwrite\n",
            at("t"));
    succeed(with(words, "--overwrite"));
    assertThat(table("t")).hasSize(98);

    Files.writeString(folder.resolve("t/thesis.txt"), "years of work");
    assertThat(refuse(with(words, "--overwrite")))
        .isEqualTo(
            "gim: the output %s contains thesis.txt, which gim encode has not written, so it is not"
                + " overwritten: choose another directory\n",
            at("t"));
  }

  @Test
  void encodeNamesTheModulesThatThereAre() {
    assertThat(
            refuse(
                "encode",
                "--input",
                at("corpus"),
                "--run",
                at("run"),
                "--output",
                at("u"),
                "--module",
                "conv2"))
        .isEqualTo("gim: there is no module \"conv2\": choose all or one of conv, gru\n");
  }

  @Test
  void probeComparesEveryModuleWithItsUntrainedSelf() throws IOException {
    String told =
        succeed(
            "probe",
            "--input",
            at("corpus"),
            "--run",
            at("run"),
            "--label",
            "voice,word",
            "--output",
            at("probe.json"));

    assertThat(told)
        .containsPattern("voice: 3 classes, chance [\\d.]+ %, \\d+ rows to fit, \\d+ to test")
        .containsPattern("\n +linear, with 95 % intervals and penalties +20 neighbours\n  module ")
        .containsPattern(
            "\n  raw +"
                + LINEAR
                + " +– +[\\d.]+ % +–\n  conv( +"
                + LINEAR
                + "){2}( +[\\d.]+ %){2}\n")
        .containsPattern("\n  gru( +" + LINEAR + "){2}( +[\\d.]+ %){2}\nword: ")
        .containsPattern(
            "\nnuisances: R² of a linear regression, \\d+ rows to fit, \\d+ to test\n +level +noise\n")
        .containsPattern("\n  module( +trained untrained){2}\n  raw( +-?[\\d.]+ +–){2}\n");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("probe.json").toFile());
    assertThat(json.at("/version").asInt()).isEqualTo(5);
    assertThat(json.at("/labelCurves")).isEmpty();
    assertThat(json.at("/rounds").asInt()).isEqualTo(6);
    assertThat(json.at("/stateHash").asText()).isEqualTo(hash(made));
    assertThat(json.at("/settings/regParam").asDouble()).isEqualTo(-1); // auto
    List<String> probed = new ArrayList<>();
    for (JsonNode result : json.at("/results")) {
      probed.add(result.get("label").asText() + " of " + result.get("module").asText());
      assertThat(result.get("trained").asDouble()).isBetween(0.0, 1.0);
      assertThat(result.get("untrained").asDouble()).isBetween(0.0, 1.0);
      assertThat(result.at("/trainedInterval/low").asDouble())
          .isLessThanOrEqualTo(result.get("trained").asDouble());
      assertThat(result.at("/trainedInterval/high").asDouble())
          .isGreaterThanOrEqualTo(result.get("trained").asDouble());
      assertThat(result.get("trainedRegParam").asDouble()).isBetween(1e-6, 1e-1);
      assertThat(result.get("trainedNeighbours").asDouble()).isBetween(0.0, 1.0);
      assertThat(result.get("untrainedNeighbours").asDouble()).isBetween(0.0, 1.0);
      assertThat(result.get("trainRecordings").asInt() + result.get("testRecordings").asInt())
          .isEqualTo(98);
    }
    assertThat(probed)
        .containsExactly(
            "voice of raw",
            "voice of conv",
            "voice of gru",
            "word of raw",
            "word of conv",
            "word of gru");
    assertThat(json.at("/results/0/untrained").isNull()).isTrue();
    // Voices differ in pitch and timbre, and a spectrum shows both.
    assertThat(json.at("/results/0/trained").asDouble())
        .isGreaterThan(1.5 * json.at("/results/0/chance").asDouble());
  }

  @Test
  void probeTellsHowWellItCanBeReadOffModulesHowRowsWereRecorded() throws IOException {
    String[] words = {
      "probe",
      "--input",
      at("corpus"),
      "--run",
      at("run"),
      "--label",
      "word",
      "--output",
      at("nuisances.json"),
      "probe.neighbours=0",
      "probe.regParam=0.1"
    };
    succeed(words);

    JsonNode nuisances =
        new ObjectMapper().readTree(folder.resolve("nuisances.json").toFile()).get("nuisances");
    List<String> probed = new ArrayList<>();
    for (JsonNode result : nuisances) {
      probed.add(result.get("nuisance").asText() + " of " + result.get("module").asText());
      assertThat(result.get("trained").asDouble()).isLessThanOrEqualTo(1);
      assertThat(result.get("trainRows").asInt() + result.get("testRows").asInt()).isEqualTo(98);
    }
    assertThat(probed)
        .containsExactly(
            "level of raw",
            "noise of raw",
            "level of conv",
            "noise of conv",
            "level of gru",
            "noise of gru");
    assertThat(nuisances.at("/0/untrained").isNull()).isTrue();
    assertThat(nuisances.at("/0/trained").asDouble()).as("by the first of MFCC").isGreaterThan(0.5);
    assertThat(succeed(with(words, "probe.nuisance=false"))).doesNotContain("nuisances");
  }

  @Test
  void probeFitsToFewLabelsOfEachClassAndTheReportDrawsThem() throws IOException {
    succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("few"), "training.epochs=1");

    String told =
        succeed(
            "probe",
            "--input",
            at("corpus"),
            "--run",
            at("few"),
            "--label",
            "voice",
            "--output",
            at("few.json"),
            "probe.neighbours=0",
            "probe.perClass=[1, 3, 4000, all]",
            "probe.draws=2");

    assertThat(told)
        .contains("voice: linear classifiers of so many labels a class, in %; the mean of 2 draws")
        .containsPattern("\n  module +1 +3 +all\n  raw( +\\S+ \\(\\S+–\\S+\\)){2} +\\S+\n  conv ")
        .containsPattern("\n  gru, untrained( +\\S+ \\(\\S+–\\S+\\)){2} +\\S+\n")
        .contains("note: voice: no value has 4000 rows to fit to");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("few.json").toFile());
    assertThat(json.at("/settings/perClass").toString()).isEqualTo("[1,3,4000,-1]");
    List<String> curves = new ArrayList<>();
    for (JsonNode curve : json.at("/labelCurves")) {
      curves.add(curve.get("module").asText());
      List<Integer> sizes = new ArrayList<>();
      for (JsonNode point : curve.get("trained")) {
        sizes.add(point.get("perClass").asInt());
        assertThat(point.get("accuracies")).hasSize(sizes.size() < 3 ? 2 : 1);
      }
      assertThat(sizes).containsExactly(1, 3, -1);
      assertThat(curve.at("/trained/0/rows").asInt()).isEqualTo(3);
      assertThat(curve.get("untrained")).hasSize(curves.size() == 1 ? 0 : 3);
    }
    assertThat(curves).containsExactly("raw", "conv", "gru");
    assertThat(json.at("/labelCurves/2/trained/2/accuracies/0").asDouble())
        .isEqualTo(json.at("/results/2/trained").asDouble());
    succeed("report", "--run", at("few"), "--probes", at("few.json"));
    assertThat(Files.readString(folder.resolve("few/report.html")))
        .contains("Label curve", "gru untrained", "class=\"band\"");
  }

  /** The encoder of two modules goes on as one, from six labels of each of three voices. */
  @Test
  void aFineTunedRunStandsBesideAProbeOfTheSameLabels() throws IOException {
    String told =
        succeed(
            "pretrain",
            TINY,
            "--recipe",
            "speech-small-supervised",
            "--init-from",
            at("run"),
            "--input",
            at("corpus"),
            "--run",
            at("tuned"),
            "modules=[{ name = encoder, layers = [{ kind = convolution1d, channels = 8, kernel ="
                + " 40, stride = 20, padding = 10 }, { kind = gru, hidden = 6, backpropagation ="
                + " through-time }] }]",
            "loss.label=voice",
            "loss.classes=3",
            "corpus.where=voice <> 'nobody'",
            "corpus.perClass=6");
    assertThat(told).containsPattern("trained \\d+ of \\d+ rounds in \\S+/tuned; ");
    JsonNode input = new ObjectMapper().readTree(folder.resolve("tuned/run.json").toFile());
    assertThat(input.get("recordings").asInt()).isEqualTo(18);
    assertThat(input.get("foundationHash").asText()).isEqualTo(hash(made));
    assertThat(input.get("frozen").asInt()).isZero();

    String[] words = {"probe", "--input", at("corpus"), "--run", at("run")};
    String probed =
        succeed(
            with(
                words,
                "--label",
                "voice",
                "--beside",
                at("tuned"),
                "--output",
                at("beside.json"),
                "probe.perClass=[1, 6]",
                "probe.draws=1",
                "probe.neighbours=0"));

    assertThat(probed)
        .contains("classifiers that supervised runs have learned, with 95 % intervals\n")
        .containsPattern(
            "\n  fine-tuned +voice +6 +18 +[\\d.]+ % \\([\\d.]+–[\\d.]+\\)  \\S+/tuned\n")
        .containsPattern(
            "note: the run \\S+/tuned may have learned from \\d+ of the recordings that are tested: leave"
                + " them out of its training with corpus.where\n");
    JsonNode result =
        new ObjectMapper().readTree(folder.resolve("beside.json").toFile()).at("/supervised/0");
    assertThat(result.get("isTuned").asBoolean()).isTrue();
    assertThat(result.get("accuracy").asDouble()).isBetween(0.0, 1.0);
    succeed("report", "--run", at("run"), "--probes", at("beside.json"));
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("curve of-fine-tuned", ">fine-tuned<");
    assertThat(
            succeed(
                "probe",
                "--input",
                at("corpus"),
                "--run",
                at("tuned"),
                "--label",
                "voice",
                "probe.neighbours=0",
                "probe.raw=false"))
        .as("a supervised run has its own classifier judged")
        .containsPattern("\\n  fine-tuned +voice +6 +18 +[\\d.]+ % ");

    assertThat(refuse(with(words, "--label", "word", "--beside", at("tuned"))))
        .isEqualTo(
            "gim: the run %s has learned the label \"voice\", but probed are [word]: name it with"
                + " --label, or leave the run out of --beside\n",
            at("tuned"));
    assertThat(refuse(with(words, "--label", "voice", "--beside", at("run"))))
        .isEqualTo(
            "gim: the run %s has learned no label of whole recordings or pictures, and has no"
                + " classifier to compare with: leave it out of --beside\n",
            at("run"));
  }

  @Test
  void probeSplitsByAConditionOnLabels() {
    String told =
        succeed(
            "probe",
            "--input",
            at("corpus"),
            "--run",
            at("run"),
            "--label",
            "word",
            "probe.testWhere=voice = 'v02'",
            "probe.neighbours=0",
            "probe.raw=false");

    assertThat(told).contains("66 rows to fit, 32 to test");
  }

  @Test
  void probeLeavesNeighboursAndTheRawInputOutOnRequest() throws IOException {
    String told =
        succeed(
            "probe",
            "--input",
            at("corpus"),
            "--run",
            at("run"),
            "--label",
            "voice",
            "--output",
            at("linear.json"),
            "probe.neighbours=0",
            "probe.raw=false");

    assertThat(told)
        .doesNotContain("neighbours", "raw")
        .containsPattern("\n  conv( +" + LINEAR + "){2}\n");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("linear.json").toFile());
    assertThat(json.at("/results/0/trainedNeighbours").isNull()).isTrue();
    assertThat(json.at("/results/0/trained").isNumber()).isTrue();
  }

  @Test
  void probeSaysWhatItCannotUse() {
    String[] words = {"probe", "--input", at("corpus"), "--run", at("run")};

    assertThat(refuse(words))
        .isEqualTo(
            "gim: no label to probe for: name a column with --label or probe.label; the corpus %s"
                + " has [voice, word]\n",
            at("corpus"));
    assertThat(refuse(with(words, "--label", "speaker")))
        .isEqualTo(
            "gim: there is no label column \"speaker\": choose one of [key, voice, word] with"
                + " --label\n");
    assertThat(refuse(with(words, "--label", "word", "probe.perClass=[0]")))
        .isEqualTo(
            "gim: probe.perClass must be a whole number of at least 1, or all, but is 0 (command"
                + " line)\n");
    assertThat(refuse(with(words, "--label", "word", "probe.testWhere=speaker = 3")))
        .startsWith("gim: probe.testWhere = \"speaker = 3\" cannot be used on the columns ");
    assertThat(refuse(with(words, "--label", "word", "probe.testWhere=voice = 'nobody'")))
        .isEqualTo(
            "gim: label \"word\" leaves 98 rows with 16 different values to fit and 0 to"
                + " test: choose another label or another split (probe.testWhere,"
                + " probe.testFraction)\n");
  }

  @Test
  void pretrainComesToTheSameStatesAgain() {
    String told = succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("again"));

    assertThat(hash(told)).isEqualTo(hash(made));
  }

  @Test
  void pretrainGoesOnByTheRunsOwnRecipe() {
    succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("short"), "training.epochs=1");
    String told =
        succeed(
            "pretrain",
            "--input",
            at("corpus"),
            "--run",
            at("short"),
            "--resume",
            "training.epochs=2");

    assertThat(hash(told)).isEqualTo(hash(made));
  }

  @Test
  @Tag("slow")
  void pretrainProbesWhileItTrainsAndLearnsTheSame() throws IOException {
    String[] words = {
      "pretrain", "--input", at("corpus"), "--run", at("probed"), "probe.interval=2"
    };
    String label = "probe.label=voice";
    succeed(words[0], TINY, tail(with(words, label, "training.epochs=1")));
    Path log = folder.resolve("probed/probes.jsonl");
    assertThat(Files.readAllLines(log)).hasSize(1);

    String told = succeed(with(words, label, "--resume", "training.epochs=2"));

    assertThat(hash(told)).isEqualTo(hash(made));
    assertThat(Files.readAllLines(log))
        .hasSize(3)
        .allMatch(line -> line.contains("\"module\":\"gru\",\"label\":\"voice\""))
        .last()
        .asString()
        .startsWith("{\"round\":6,\"stateHash\":\"" + hash(made) + "\",\"results\":[");
    assertThat(Files.readString(folder.resolve("probed/report.html")))
        .contains("What probes find", "voice", "id=\"accuracy-title\"", "class=\"map\"");
    assertThat(folder.resolve("probed/map.json")).content().contains(hash(made));
  }

  @Test
  void pretrainRefusesToProbeForWhatTheCorpusDoesNotKnow() {
    assertThat(
            refuse(
                "pretrain",
                "--input",
                at("corpus"),
                "--run",
                at("unprobed"),
                "probe.interval=1",
                "probe.label=voice,age"))
        .isEqualTo(
            "gim: probe.label = \"voice,age\" cannot be probed while training: the corpus %s has"
                    .formatted(at("corpus"))
                + " [voice, word]\n");
    assertThat(folder.resolve("unprobed")).doesNotExist();
  }

  @Test
  void pretrainLeavesAPageAboutTheRun() throws IOException {
    String page = Files.readString(folder.resolve("run/report.html"));

    assertThat(page)
        .contains("<h1>Greedy InfoMax: run</h1>", "98 rows of " + at("corpus"), hash(made))
        .contains("2 modules, 2.0 epochs, 192 samples in 6 rounds", "conv-gru: 6 rounds from ")
        .contains("bin/gim encode --input %s --run %s".formatted(at("corpus"), at("run")))
        .doesNotContain("linear probe", "src=", "@import");
  }

  @Test
  void reportWritesThePageAnewWithWhatAProbeFound() throws IOException {
    succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("shown"), "training.epochs=1");
    Path page = folder.resolve("shown/report.html");
    String first = Files.readString(page);
    succeed(
        "probe",
        "--input",
        at("corpus"),
        "--run",
        at("shown"),
        "--label",
        "voice",
        "--output",
        at("shown.json"));

    assertThat(first)
        .doesNotContain("What probes find", "class=\"map\"")
        .contains("a probe tells which labels the modules know:</p>", "gim probe --input ");
    assertThat(refuse("report", "--run", at("shown"), "--picture", at("none.svg")))
        .isEqualTo(
            "gim: there is no picture of what the run %s has learned, because nothing was probed: probe"
                    .formatted(at("shown"))
                + " it with gim probe --output FILE, and name that file with --probes\n");
    assertThat(succeed("report", "--run", at("shown"))).endsWith("shown/report.html\n");
    assertThat(Files.readString(page))
        .contains("class=\"map\"", "coloured by voice", "class=\"level\"")
        .doesNotContain("What probes find");
    String picture = at("shown.svg");
    succeed("report", "--run", at("shown"), "--probes", at("shown.json"), "--picture", picture);
    assertThat(Files.readString(page))
        .contains("What probes find", ">raw<", "voice")
        .containsPattern(
            "<p>After 1 epoch without labels, a linear classifier on the top module \\(gru\\) gets “voice”"
                + " right for [\\d.]+\u00a0% of the test recordings \\(MFCC [\\d.]+\u00a0%, untrained");
    assertThat(Path.of(picture)).content().startsWith("<svg xmlns=").contains(">conv<", ">gru<");
  }

  /** A report encodes only the rows that it maps; a probe has encoded all. */
  @Test
  @Tag("slow")
  void reportMapsTheSameRowsAsAProbe() throws IOException {
    succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("mapped"), "training.epochs=1");
    String[] words = {"--input", at("corpus"), "--run", at("mapped"), "--label", "voice,word"};
    succeed(with(new String[] {"probe"}, words));
    String probed = Files.readString(folder.resolve("mapped/map.json"));

    succeed(with(new String[] {"report"}, words));

    assertThat(Files.readString(folder.resolve("mapped/map.json"))).isEqualTo(probed);
    JsonNode map = new ObjectMapper().readTree(probed);
    assertThat(map.get("labels")).hasSize(2);
    JsonNode voice = map.get("labels").get(0);
    assertThat(voice.get("distinct").asInt()).isEqualTo(3);
    assertThat(voice.get("values")).hasSize(98);
    assertThat(voice.get("modules")).hasSize(2);
    assertThat(voice.get("modules").get(1).get("x")).hasSize(98);
  }

  @Test
  void reportDrawsItsFiguresForNotebooks() throws IOException {
    succeed("report", "--run", at("run"), "--plots", at("plots"));

    for (String name : List.of("loss", "filters", "timeline")) {
      assertThat(ImageIO.read(folder.resolve("plots/" + name + ".png").toFile()).getWidth())
          .isEqualTo(1440);
    }
  }

  @Test
  void reportRefusesALabelThatTheCorpusDoesNotHave() {
    assertThat(
            refuse("report", "--run", at("run"), "--input", at("corpus"), "--label", "voice,age"))
        .isEqualTo(
            "gim: there is no label column \"age\" in the corpus %s: choose one of [voice, word]"
                    .formatted(at("corpus"))
                + " with --label\n");
  }

  @Test
  void pretrainThatGoesOnReplacesThePage() throws IOException {
    String[] words = {"pretrain", "--input", at("corpus"), "--run", at("longer")};
    succeed(words[0], TINY, tail(with(words, "training.epochs=1")));
    Path page = folder.resolve("longer/report.html");
    assertThat(Files.readString(page)).contains("1.0 epochs, 96 samples in 3 rounds");

    succeed(with(words, "--resume", "training.epochs=2", "training.schedule=pipelined"));

    assertThat(Files.readString(page))
        .contains("2.0 epochs, 192 samples in 6 rounds")
        .contains("conv-gru: 3 rounds from ", "conv: 3 rounds from ", "gru: 3 rounds from ");
  }

  @Test
  void pretrainSucceedsIfThePageCannotBeWritten() throws IOException {
    String[] words = {"pretrain", "--input", at("corpus"), "--run", at("pageless")};
    succeed(words[0], TINY, tail(with(words, "training.epochs=1")));
    Path page = folder.resolve("pageless/report.html");
    Files.delete(page);
    Files.createDirectories(page.resolve("in the way"));

    String told = succeed(with(words, "--resume", "training.epochs=2"));

    assertThat(hash(told)).isEqualTo(hash(made));
    assertThat(page).isDirectory();
  }

  @Test
  void pretrainDoesNotGoOnWithAnotherRecipe() {
    assertThat(
            refuse(
                "pretrain",
                "--input",
                at("corpus"),
                "--run",
                at("run"),
                "--resume",
                "optimizer.learningRate=0.1"))
        .isEqualTo(
            "gim: the run %s was started with another recipe: resume with --recipe"
                + " %s/config.conf, or start a new run\n",
            at("run"), at("run"));
  }

  @Test
  void pretrainKeepsARunUnlessToldOtherwise() {
    String[] words = {
      "pretrain", "--input", at("corpus"), "--run", at("kept"), "training.epochs=1"
    };
    succeed(words[0], TINY, tail(words));

    assertThat(refuse(words))
        .isEqualTo(
            "gim: the run directory %s is not empty: continue it with --resume, replace it with"
                + " --overwrite, or choose another\n",
            at("kept"));
    succeed(words[0], TINY, tail(with(words, "--overwrite")));
  }

  @Test
  void nothingIsMadeOfACorpusThatIsNone() {
    assertThat(refuse("pretrain", "--input", at("nowhere"), "--run", at("never")))
        .isEqualTo(
            "gim: %s is not a corpus: corpus.json is missing; run gim ingest first\n",
            at("nowhere"));
    assertThat(folder.resolve("never")).doesNotExist();
    assertThat(refuse("probe", "--input", at("corpus"), "--run", at("never")))
        .isEqualTo(
            "gim: %s is no run: config.conf is missing; start one with gim pretrain --run %s\n",
            at("never"), at("never"));
  }

  @Test
  void pretrainRefusesACorpusOfAnotherRate() {
    assertThat(
            refuse(
                "pretrain",
                "--input",
                at("corpus"),
                "--run",
                at("never"),
                "input.sampleRate=16000"))
        .isEqualTo(
            "gim: the corpus %s has 8000 samples per second, but input.sampleRate is 16000: ingest"
                + " it at that rate or change the recipe\n",
            at("corpus"));
  }

  /** A condition in a run's own recipe is code of somebody else. */
  @ParameterizedTest
  @CsvSource({"corpus, where", "validation, where", "probe, testWhere"})
  void nothingOpensARunWhoseRecipeWouldRunSomething(String section, String key) throws IOException {
    String name = "foreign " + section;
    copy("run", name);
    Path recipe = folder.resolve(name).resolve("config.conf");
    Files.deleteIfExists(recipe.resolveSibling(".config.conf.crc"));
    String forged =
        Files.readString(recipe).replaceFirst("# sha256 [^\n]*\n$", "")
            + Text.format("%s.%s = \"", section, key)
            + "reflect('java.lang.System', 'setProperty', 'gim.owned', 'x') is null\"\n";
    String checksum = WholeFile.sha256(forged.getBytes(StandardCharsets.UTF_8));
    Files.writeString(recipe, forged + "# sha256 of the lines above: " + checksum + "\n");
    String run = at(name);

    for (String refused :
        List.of(
            refuse("encode", "--input", at("corpus"), "--run", run, "--output", at("never")),
            refuse("probe", "--input", at("corpus"), "--run", run, "--label", "word"),
            refuse("report", "--run", run),
            refuse("export", "--run", run, "--output", at("never")),
            refuse("pretrain", "--input", at("corpus"), "--run", run, "--resume"),
            refuse("pretrain", "--recipe", recipe.toString(), "--input", "x", "--run", "y"))) {
      assertThat(refused)
          .startsWith(Text.format("gim: %s.%s = \"reflect('java.lang.System', ", section, key))
          .contains(" has the function reflect in it, which is not allowed: ");
    }
    assertThat(System.getProperty("gim.owned")).isNull();
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void aConditionThatIsNoneSaysWhereItsSyntaxEnds() {
    assertThat(
            refuse(
                "pretrain",
                "--input",
                at("corpus"),
                "--run",
                at("never"),
                "corpus.where=1=1; drop table x"))
        .startsWith(
            "gim: corpus.where = \"1=1; drop table x\" is no condition: Syntax error at or near"
                + " ';'");
  }

  @Test
  void aPageQuotesPathsForAShell() throws IOException {
    String name = "it's; touch owned $(id)";
    copy("run", name);

    succeed("report", "--run", at(name));

    String word = ShellWord.of(at(name));
    assertThat(word).startsWith("'/").endsWith("/it'\\''s; touch owned $(id)'");
    assertThat(Files.readString(folder.resolve(name).resolve("report.html")))
        .contains(" --run " + word.replace("'", "&#39;") + " --label LABEL\n");
  }

  private static void copy(String from, String to) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(from))) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(to).resolve(folder.resolve(from).relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  @Test
  void cleanDeletesWhatAKilledRunHasLeft() throws IOException {
    succeed("pretrain", TINY, "--input", at("corpus"), "--run", at("killed"), "training.epochs=1");
    Path part =
        folder.resolve(
            "killed/activations/conv/round-000001/replica-000-" + UUID.randomUUID() + ".parquet");
    Files.createDirectories(part.getParent());
    Files.writeString(part, "PAR1");

    assertThat(succeed("clean", "--run", at("killed")))
        .endsWith(at("killed") + ": 0 deleted, 0 bytes; 1 left alone\n");
    assertThat(succeed("clean", "--run", at("killed"), "--older-than", "0"))
        .isEqualTo(
            "deleted %1$s/activations, 4 bytes\n%1$s: 1 deleted, 4 bytes; 0 left alone\n",
            at("killed"));

    assertThat(folder.resolve("killed")).isDirectoryNotContaining("glob:**activations");
  }

  @Test
  void quickstartGoesTheWholeWayToAPage() throws IOException {
    String told = succeed("quickstart", TINY, "--output", at("quick"));

    assertThat(told)
        .contains("1/5 ", "2/5 ", "3/5 ", "4/5 ", "5/5 ", "voice: 3 classes", "word: 16 classes")
        .containsPattern("done in \\d+ s: open \\S+/quick/report.html in a browser\n");
    String page = Files.readString(folder.resolve("quick/report.html"));
    JsonNode probe = new ObjectMapper().readTree(folder.resolve("quick/probe.json").toFile());
    assertThat(page)
        .contains("98 synthetic recordings", "<svg", probe.get("stateHash").asText())
        .contains("coloured by voice", "coloured by word: the 12 most frequent of its 16 values")
        .contains("bin/gim encode --input " + at("quick/audio"))
        .doesNotContain("src=", "@import");
    assertThat(folder.resolve("quick/run/metrics.jsonl")).exists();

    assertThat(refuse("quickstart", "--output", at("quick")))
        .isEqualTo(
            "gim: the output %s is not empty: choose another folder with --output, or replace it"
                + " with --overwrite\n",
            at("quick"));
  }

  /** Lines of its groups interleave, and the last one is of the topmost only. */
  @Test
  @Tag("slow")
  void quickstartShowsAllGroupsOfAPipeline() throws IOException {
    succeed(
        "quickstart",
        TINY,
        "--output",
        at("piped"),
        "training.schedule=pipelined",
        "probe.neighbours=0",
        "probe.raw=false");

    assertThat(Files.readString(folder.resolve("piped/report.html")))
        .contains("conv: from ", "gru: from ", "conv: 6 rounds from ", "gru: 6 rounds from ")
        .contains("2 modules, 2.0 epochs, 192 samples in 6 rounds")
        .contains("<th scope=\"row\">stage groups</th><td>conv, gru</td>");
    assertThat(folder.resolve("piped/run/report.html")).exists();
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static String[] tail(String[] words) {
    return Stream.of(words).skip(1).toArray(String[]::new);
  }

  private static String hash(String told) {
    Matcher hash = Pattern.compile("SHA-256 ([0-9a-f]{64})").matcher(told);
    assertThat(hash.find()).isTrue();
    return hash.group(1);
  }

  private static List<Row> table(String name) throws IOException {
    try (Sessions.Session session = Sessions.own().open("test")) {
      SparkSession spark = session.spark();
      return spark.read().parquet(at(name)).orderBy("key").collectAsList();
    }
  }
}
