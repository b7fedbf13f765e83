package org.greedyinfomax.ml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class SavedModelTest {

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> sounds;
  private static GreedyInfoMaxModel model;

  @BeforeAll
  static void fit() throws IOException {
    spark = SharedSession.spark();
    sounds = Samples.files(spark, Samples.sounds(folder.resolve("sounds"))).orderBy("path");
    model =
        new GreedyInfoMax()
            .setRecipe(Samples.SOUNDS)
            .setRunDirectory(folder.resolve("fits").toString())
            .fit(sounds);
  }

  private static String saved(String name) throws IOException {
    String path = folder.resolve(name).toString();
    model.write().overwrite().save(path);
    return path;
  }

  @Test
  void allParamsOfAnEstimatorSurvive() throws IOException {
    GreedyInfoMax estimator =
        new GreedyInfoMax()
            .setInputCol("a")
            .setOutputCol("b")
            .setModule("c")
            .setPooling("none")
            .setInferBatchSize(7)
            .setSampleRate(11_025)
            .setImageShape(new int[] {3, 4, 1})
            .setHandleInvalid("keep")
            .setRecipe("images-small")
            .setRecipeOverrides(new String[] {"loss.skip=1", "corpus.where=split = 'train'"})
            .setRunDirectory("d")
            .setKeyCol("e")
            .setLabelCol("f")
            .setMaxIter(8)
            .setStepSize(1e-7)
            .setSeed(Long.MIN_VALUE)
            .setBatchSize(9)
            .setReplicas(10)
            .setLocalSteps(12)
            .setPredictionSteps(13)
            .setNegativeSamples(14);
    String path = folder.resolve("estimator").toString();

    estimator.save(path);

    assertThat(estimator.params()).hasSize(21).allMatch(estimator::isSet);
    assertSameParams(GreedyInfoMax.load(path), estimator);
  }

  @Test
  void allParamsOfAModelSurvive() throws IOException {
    GreedyInfoMaxModel changed =
        model
            .copy(ParamMap.empty())
            .setInputCol("a")
            .setOutputCol("b")
            .setModule("conv1")
            .setPooling("none")
            .setInferBatchSize(7)
            .setSampleRate(11_025)
            .setImageShape(new int[] {3, 4, 1})
            .setHandleInvalid("keep");
    String path = folder.resolve("changed").toString();

    changed.save(path);

    assertThat(changed.params()).hasSize(8).allMatch(changed::isSet);
    assertSameParams(GreedyInfoMaxModel.load(path), changed);
  }

  private static void assertSameParams(Params loaded, Params original) {
    assertThat(loaded.uid()).isEqualTo(original.uid());
    for (Param<?> param : original.params()) {
      assertThat(loaded.getOrDefault(loaded.getParam(param.name())))
          .as(param.name())
          .isEqualTo(original.getOrDefault(param));
    }
  }

  @Test
  void encodesAsBeforeAndKnowsHowItWasTrained() throws IOException {
    GreedyInfoMaxModel loaded = GreedyInfoMaxModel.load(saved("same"));

    assertThat(vectors(loaded)).isEqualTo(vectors(model));
    assertThat(loaded.summary().stateHash()).isEqualTo(model.summary().stateHash());
    assertThat(loaded.summary().rounds().collectAsList())
        .isEqualTo(model.summary().rounds().collectAsList());
    assertThat(GreedyInfoMaxModel.ofRun(spark, saved("same")).summary().stateHash())
        .isEqualTo(model.summary().stateHash());
  }

  private static List<Vector> vectors(GreedyInfoMaxModel by) {
    return by.transform(sounds).collectAsList().stream()
        .map(row -> row.<Vector>getAs("features"))
        .toList();
  }

  /** A stream of Java's serialization begins with AC ED 00 05. */
  @Test
  void holdsTextAndSafetensorsAndNoJavaObject() throws IOException {
    Path path = Path.of(saved("files"));

    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> files =
          walk.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".crc"))
              .toList();
      assertThat(
              files.stream()
                  .map(file -> path.relativize(file).toString())
                  .map(name -> name.replaceFirst("part-00000-.*", "part-00000")) // Spark 4's
                  .sorted())
          .containsExactly(
              "metadata/_SUCCESS",
              "metadata/part-00000",
              "params.json",
              "run/checkpoints/round-000002.json",
              "run/checkpoints/round-000002/conv1.safetensors",
              "run/checkpoints/round-000002/conv2.safetensors",
              "run/checkpoints/round-000002/gru.safetensors",
              "run/config.conf",
              "run/metrics.jsonl",
              "run/run.json");
      for (Path file : files) {
        String bytes = Files.readString(file, ISO_8859_1);
        assertThat(bytes).as("%s", file).doesNotContain("\u00ac\u00ed\u0000\u0005");
      }
    }
  }

  @Test
  void aRecipeThatIncludesAnotherIsRefused() throws IOException {
    for (String what :
        List.of(
            "file(\"/etc/hostname\")",
            "url(\"http://127.0.0.1:1/a.conf\")",
            "classpath(\"conf/speech-small.conf\")",
            "\"other.conf\"")) {
      Path path = Path.of(saved("including"));
      Path recipe = path.resolve("run/config.conf");
      String whole = Files.readString(recipe);
      String text = "include " + what + "\n" + whole.substring(0, whole.lastIndexOf("# sha256"));
      Files.writeString(
          recipe,
          text + "# sha256 of the lines above: " + WholeFile.sha256(text.getBytes(UTF_8)) + "\n");

      assertThatThrownBy(() -> GreedyInfoMaxModel.load(path.toString()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("but the recipe of a run or a model must be whole by itself");
    }
  }

  /** Spark's own reader would make an object of the class: here of one that empties a file. */
  @Test
  void anEstimatorThatNamesAnotherClassIsRefused() throws IOException {
    Path path = folder.resolve("named");
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    new GreedyInfoMax().save(path.toString());
    for (Path file : files(path.resolve("metadata"))) {
      if (file.getFileName().toString().startsWith("part-")) {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.writeString(
            file,
            Files.readString(file)
                .replace(GreedyInfoMax.class.getName(), "java.io.FileOutputStream")
                .replaceAll("\"uid\":\"[^\"]*\"", "\"uid\":\"" + victim + "\""));
      }
    }

    assertThatThrownBy(() -> GreedyInfoMax.load(path.toString()))
        .hasMessageContaining("java.io.FileOutputStream");

    assertThat(victim).hasContent("precious");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void nothingElseIsOverwritten() throws IOException {
    Path path = Path.of(saved("kept"));
    Files.writeString(path.resolve(".thesis"), "years of work");

    assertThatThrownBy(() -> saved("kept"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s contains .thesis, which saving has not written, so it is not overwritten: choose"
                + " another place",
            path);
    assertThatThrownBy(() -> new GreedyInfoMax().write().overwrite().save(path.toString()))
        .hasMessageContaining(" contains .thesis, which saving has not written");

    Files.delete(path.resolve(".thesis"));
    saved("kept");
    assertThatThrownBy(() -> model.save(path.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already exists");
  }

  @Test
  void aRunThatIsTrainedIsNotOverwritten() throws IOException {
    Path path = Path.of(saved("trained"));
    Path run = path.resolve("run");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (Lease lease =
        Lease.take(hadoop, new org.apache.hadoop.fs.Path(run.toString()), "", told -> {})) {
      assertThatThrownBy(() -> saved("trained"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "%s is in use by process %d of ".formatted(run, ProcessHandle.current().pid()))
          .hasMessageEndingWith(
              ", so %s is not overwritten: wait until it has ended, or stop it, or choose another"
                      .formatted(path)
                  + " place");
      lease.require();
      assertThat(GreedyInfoMaxModel.load(path.toString()).summary().stateHash())
          .isEqualTo(model.summary().stateHash());
    }

    saved("trained");
  }

  @Test
  void aRunThatAKilledProcessHasTrainedIsOverwrittenWithItsLease() throws IOException {
    Path run = Path.of(saved("killed"), "run");
    Files.writeString(run.resolve("lease.json"), "{}");
    Files.writeString(run.resolve("lease.renewed"), "7");
    FileTime before = FileTime.from(Instant.now().minusSeconds(120));
    Files.setLastModifiedTime(run.resolve("lease.json"), before);
    Files.setLastModifiedTime(run.resolve("lease.renewed"), before);

    saved("killed");

    assertThat(files(run)).noneMatch(file -> file.toString().contains("lease"));
  }

  @Test
  void aDamagedModuleIsRefused() throws IOException {
    Path path = Path.of(saved("damaged"));
    Path module = path.resolve("run/checkpoints/round-000002/conv2.safetensors");
    byte[] bytes = Files.readAllBytes(module);
    bytes[bytes.length - 1] ^= 1;
    Files.deleteIfExists(module.resolveSibling(".conv2.safetensors.crc"));
    Files.write(module, bytes);

    assertThatThrownBy(() -> GreedyInfoMaxModel.load(path.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv2.safetensors is damaged (its bytes have changed)");
  }

  @Test
  void paramsThatWereChangedAreRefused() throws IOException {
    Path path = Path.of(saved("edited"));
    Path metadata;
    try (Stream<Path> files = Files.list(path.resolve("metadata"))) {
      metadata =
          files
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow();
    }
    Files.deleteIfExists(metadata.resolveSibling("." + metadata.getFileName() + ".crc"));
    Files.writeString(metadata, Files.readString(metadata).replace("\"mean\"", "\"none\""));

    assertThatThrownBy(() -> GreedyInfoMaxModel.load(path.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the params in %s/metadata are damaged, or were edited (params.json is of others): save"
                + " the model again",
            path);
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path path = Path.of(saved("empty"));
    Files.delete(path.resolve("run/config.conf"));

    assertThatThrownBy(() -> GreedyInfoMaxModel.load(path.toString()))
        .hasMessage(
            "%s is neither a run nor a saved model: it has neither config.conf nor run/config.conf",
            path);
    assertThatThrownBy(() -> GreedyInfoMax.load(path.toString()))
        .hasMessageContaining("GreedyInfoMax");
  }
}
