package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learns from recordings of people who speak digits, with a small encoder. Needs the directory that
 * {@code GIM_SHARED_DATA} names, with {@code speech/SPEAKER/DIGIT_SPEAKER_INDEX.wav} in it.
 */
@Tag("slow")
@SharedSpark
final class RealSpeechTest {

  private static final List<String> SMALL =
      List.of(
          "modules=[{ name = conv1, layers = [{ kind = convolution1d, channels = 32, kernel ="
              + " 10, stride = 5, padding = 2 }, { kind = convolution1d, channels = 32, kernel ="
              + " 8, stride = 4, padding = 2 }] }, { name = conv2, layers = [{ kind ="
              + " convolution1d, channels = 32, kernel = 4, stride = 2, padding = 2 }, { kind ="
              + " convolution1d, channels = 32, kernel = 4, stride = 2, padding = 2 }] }, { name"
              + " = gru, layers = [{ kind = gru, hidden = 32, backpropagation = through-time }]"
              + " }]",
          "training.batchSize=32",
          "training.localSteps=16",
          "loss.window=0",
          "optimizer.schedule=constant",
          "optimizer.learningRate=1e-3",
          "training.epochs=3",
          "ingest.labels.folder=speaker",
          "ingest.labels.pattern=(?<digit>[0-9])_[a-z]+_[0-9]+",
          "probe.label=digit",
          "probe.maxIterations=40");

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static List<RoundMetrics.Module> ofOneReplica;

  @BeforeAll
  static void ingestAndTrain() throws Exception {
    String shared = System.getenv("GIM_SHARED_DATA");
    Assumptions.assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "speech")),
        "skipped: GIM_SHARED_DATA names no directory with speech/SPEAKER/DIGIT_SPEAKER_INDEX.wav");
    spark = SharedSession.spark();
    Recipe recipe = recipe();
    String speech = Path.of(shared, "speech").toString();
    new Ingest(spark, new IngestOptions(List.of(speech), corpus(), false, 8000, recipe.ingest()))
        .run();
    ofOneReplica = train("one");
  }

  @Test
  void everyModuleLearnsToTellWhatComesNextAndTheTopLearnsDigits() throws Exception {
    for (RoundMetrics.Module module : ofOneReplica) {
      assertThat(module.loss()).as(module.name()).isLessThan(0.8 * Math.log(11));
      assertThat(module.accuracy()).as(module.name()).isGreaterThan(3.0 / 11);
      assertThat(module.collapsed()).as(module.name()).isFalse();
    }
    ProbeReport probe =
        new Probe(spark)
            .run(
                new Probe.Options(
                    corpus(),
                    folder.resolve("one").toString(),
                    Optional.empty(),
                    List.of(),
                    List.of()));
    ProbeResult top = probe.results().get(probe.results().size() - 1);
    assertThat(top.trained())
        .as("digits told by the topmost module: %s", probe.toText())
        .isGreaterThan(3 * top.chance())
        .isGreaterThan(top.untrained());
  }

  /**
   * The outer step makes up for gradients that are noisier by the root of two. After so few steps
   * the losses still fall fast, and a tenth is what chance may do; without the outer step the two
   * are further apart than that.
   */
  @Test
  void twoReplicasOfHalfTheBatchComeAsFarAsOneReplica() throws Exception {
    List<RoundMetrics.Module> two =
        train(
            "two",
            "training.replicas=2",
            "training.batchSize=16",
            "averaging.outerLearningRate=1.41");

    assertThat(two).hasSameSizeAs(ofOneReplica);
    for (int m = 0; m < two.size(); m++) {
      assertThat(two.get(m).loss())
          .as("loss of %s", two.get(m).name())
          .isLessThan(1.1 * ofOneReplica.get(m).loss());
    }
  }

  /** Trains, and returns the modules' means over the last round. */
  private static List<RoundMetrics.Module> train(String run, String... overrides) throws Exception {
    Progress silent =
        new Progress(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), 1e9);
    String directory = folder.resolve(run).toString();
    new Pretrain(spark, silent)
        .start(recipe(overrides), corpus(), directory, RunDirectory.Existing.REFUSE);
    List<RoundMetrics> rounds =
        RunDirectory.open(spark.sparkContext().hadoopConfiguration(), directory).rounds();
    return rounds.get(rounds.size() - 1).modules();
  }

  private static Recipe recipe(String... overrides) {
    List<String> keys = new ArrayList<>(SMALL);
    keys.addAll(List.of(overrides));
    return Presets.read("speech-small", keys);
  }

  private static String corpus() {
    return folder.resolve("corpus").toString();
  }
}
