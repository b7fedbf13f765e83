package org.greedyinfomax.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.Ingest;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class GreedyInfoMaxTest {

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> sounds;
  private static GreedyInfoMaxModel model;

  @BeforeAll
  static void fit() throws IOException {
    spark = SharedSession.spark();
    sounds =
        Samples.files(spark, Samples.sounds(folder.resolve("sounds")))
            .withColumn("pitch", element_at(split(col("path"), "/"), lit(-2)));
    model = estimator().setLabelCol("pitch").fit(sounds);
  }

  private static GreedyInfoMax estimator() {
    return new GreedyInfoMax()
        .setRecipe(Samples.SOUNDS)
        .setRunDirectory(folder.resolve("fits").toString());
  }

  @Test
  void addsAVectorOfTheTopmostModuleAndKeepsTheOtherColumns() {
    Dataset<Row> encoded = model.transform(sounds);

    assertThat(encoded.columns())
        .containsExactly("path", "modificationTime", "length", "content", "pitch", "features");
    assertThat(AttributeGroup.fromStructField(encoded.schema().apply("features")).size())
        .isEqualTo(8);
    List<Row> rows = encoded.orderBy("path").collectAsList();
    List<Row> before = sounds.orderBy("path").collectAsList();
    assertThat(rows).hasSize(Samples.FILES);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getString(0)).isEqualTo(before.get(i).getString(0));
      assertThat(rows.get(i).getTimestamp(1)).isEqualTo(before.get(i).getTimestamp(1));
      assertThat(rows.get(i).<byte[]>getAs("content")).isEqualTo(before.get(i).getAs("content"));
      assertThat(rows.get(i).<Vector>getAs("features").size()).isEqualTo(8);
    }
  }

  @Test
  void summarizesProbesWhileItFitsAndSavesThem() throws IOException {
    String recipe =
        Samples.SOUNDS
            + """

            probe { interval = 2, label = pitch, testFraction = 0.4, maxIterations = 2, neighbours = 1 }
            """;
    GreedyInfoMaxModel probed = estimator().setRecipe(recipe).setLabelCol("pitch").fit(sounds);

    List<Row> probes = probed.summary().probes().collectAsList();

    assertThat(probes).hasSize(3); // of one round, for each module
    assertThat(probes.get(2).<Integer>getAs("round")).isEqualTo(2);
    assertThat(probes.get(2).<String>getAs("module")).isEqualTo("gru");
    assertThat(probes.get(2).<String>getAs("label")).isEqualTo("pitch");
    assertThat(probes.get(2).<Double>getAs("trained")).isBetween(0.0, 1.0);
    assertThat(probed.summary().stateHash()).isEqualTo(model.summary().stateHash());
    String saved = folder.resolve("probed").toString();
    probed.save(saved);
    assertThat(GreedyInfoMaxModel.load(saved).summary().probes().collectAsList()).isEqualTo(probes);
    assertThat(model.summary().probes().isEmpty()).isTrue();
  }

  @Test
  void summarizesLossesOnHeldOutRowsAndSavesThem() throws IOException {
    GreedyInfoMaxModel validated =
        estimator()
            .setRecipeOverrides(
                new String[] {"validation.where=pitch = 'high'", "validation.interval=1"})
            .setLabelCol("pitch")
            .fit(sounds);

    List<Row> rows = validated.summary().validations().collectAsList();

    assertThat(rows.stream().map(row -> row.getInt(0) + " " + row.getString(1)))
        .startsWith("1 conv1", "1 conv2", "1 gru");
    assertThat(rows.get(2).<Double>getAs("loss")).isPositive();
    assertThat(rows.get(2).isNullAt(8)).as("no module stops").isTrue();
    String saved = folder.resolve("validated").toString();
    validated.save(saved);
    assertThat(GreedyInfoMaxModel.load(saved).summary().validations().collectAsList())
        .isEqualTo(rows);
    assertThat(model.summary().validations().isEmpty()).isTrue();
  }

  @Test
  void givesTheBitsOfTheCommandLine() throws Exception {
    Recipe recipe = RecipeReader.read("small", Samples.SOUNDS, List.of());
    String corpus = folder.resolve("corpus").toString();
    String input = folder.resolve("sounds").toString();
    new Ingest(
            spark, new IngestOptions(List.of(input), corpus, false, Samples.RATE, recipe.ingest()))
        .run();

    Pretrain.Report report =
        new Pretrain(spark, LoggedProgress.every(1e9))
            .start(recipe, corpus, folder.resolve("run").toString(), RunDirectory.Existing.REFUSE);

    assertThat(model.summary().stateHash()).isEqualTo(report.stateHash());
    GreedyInfoMax other = estimator();
    assertThat(other.fit(sounds.repartition(3)).summary().stateHash())
        .isEqualTo(report.stateHash());
    assertThat(other.setSeed(8).fit(sounds).summary().stateHash()).isNotEqualTo(report.stateHash());
  }

  @Test
  void keepsTheLabelInTheCorpus() throws IOException {
    Corpus corpus = Corpus.open(new Configuration(), model.summary().corpus());

    assertThat(corpus.manifest().labelColumns()).containsExactly("pitch");
    assertThat(corpus.read(corpus.rowGroups().get(0)).get(0).labels())
        .containsEntry("pitch", "high");
  }

  @Test
  void rowsThatHaveNoNameAreOrderedByTheirContent() {
    Dataset<Row> nameless = sounds.select("content");

    String hash = estimator().fit(nameless).summary().stateHash();

    assertThat(estimator().fit(nameless.orderBy("content")).summary().stateHash()).isEqualTo(hash);
  }

  @Test
  void everyBatchSizeGivesTheSame() {
    List<Row> together = model.transform(sounds.coalesce(1)).orderBy("path").collectAsList();
    GreedyInfoMaxModel single = model.copy(ParamMap.empty().put(model.inferBatchSize(), 1));

    List<Row> oneByOne = single.transform(sounds).orderBy("path").collectAsList();

    assertThat(single.getInferBatchSize()).isEqualTo(1);
    for (int i = 0; i < together.size(); i++) {
      ColumnTypesTest.assertClose(
          together.get(i).getAs("features"), oneByOne.get(i).getAs("features"));
    }
  }

  @Test
  void everyModuleCanBeChosenAndEveryFrameKept() {
    GreedyInfoMaxModel frames =
        model.copy(ParamMap.empty()).setModule("conv1").setPooling("none").setOutputCol("frames");

    Row row = frames.transform(sounds).first();

    assertThat(model.moduleNames()).containsExactly("conv1", "conv2", "gru");
    assertThat(row.<Vector>getList(row.fieldIndex("frames")))
        .hasSize(100)
        .allSatisfy(frame -> assertThat(frame.size()).isEqualTo(8));
  }

  @Test
  void samplesGiveWhatTheirFileGives() {
    Vector ofFile = model.transform(sounds.where("path like '%/05.wav'")).first().getAs("features");
    StringBuilder list = new StringBuilder();
    for (short sample : Samples.sound(5)) {
      list.append(list.length() == 0 ? "" : ",").append(sample / 32768.0).append('D');
    }
    Dataset<Row> samples = spark.sql("select array(" + list + ") as samples");

    Row row =
        model
            .copy(ParamMap.empty())
            .setInputCol("samples")
            .setSampleRate(Samples.RATE)
            .transform(samples)
            .first();

    assertThat(row.<Vector>getAs("features")).isEqualTo(ofFile);
  }

  @Test
  void tellsEveryRoundOfEveryModule() {
    Dataset<Row> rounds = model.summary().rounds();

    assertThat(rounds.columns())
        .containsExactly(
            "round",
            "group",
            "module",
            "step",
            "samples",
            "epoch",
            "loss",
            "information",
            "accuracy",
            "spread",
            "collapsed",
            "seconds");
    assertThat(
            rounds
                .select("round", "module")
                .as(Encoders.tuple(Encoders.INT(), Encoders.STRING()))
                .collectAsList())
        .extracting(pair -> pair._1() + " " + pair._2())
        .containsExactly("1 conv1", "1 conv2", "1 gru", "2 conv1", "2 conv2", "2 gru");
    assertThat(rounds.where("loss > 0 and seconds > 0").count()).isEqualTo(6);
  }

  @Test
  void aRunOfTheCommandLineIsAModel() {
    String run = Path.of(model.summary().corpus()).resolveSibling("run").toString();

    GreedyInfoMaxModel same = GreedyInfoMaxModel.ofRun(spark, run);

    assertThat(same.transform(sounds).orderBy("path").collectAsList())
        .isEqualTo(model.transform(sounds).orderBy("path").collectAsList());
  }
}
