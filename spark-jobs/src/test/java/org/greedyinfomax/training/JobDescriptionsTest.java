package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Spark UI says while a run goes on. */
final class JobDescriptionsTest {

  private static final class Descriptions extends SparkListener {

    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      all.add(String.valueOf(job.properties().getProperty("spark.job.description")));
    }
  }

  @TempDir private Path directory;

  @Test
  void nameModulesRoundAndLoss() throws IOException {
    Runs runs = new Runs(directory);
    Descriptions descriptions = new Descriptions();
    try (SparkSession spark = Sparks.start("local[1]")) {
      spark.sparkContext().addSparkListener(descriptions);
      runs.train(spark, SmallRecipe.with(), "together");
      runs.train(
          spark, SmallRecipe.with("training.order=iterative", "training.epochs=1"), "in-turn");
    } // Listeners have heard of everything when the session ends.

    assertThat(descriptions.all).hasSize(8);
    assertThat(descriptions.all.get(0)).isEqualTo("memory of the executors");
    assertThat(descriptions.all.get(1)).isEqualTo("modules conv1 to gru · round 1/3");
    assertThat(descriptions.all.get(2))
        .matches("modules conv1 to gru · round 2/3 · loss \\d\\.\\d{3}");
    assertThat(descriptions.all.get(7)).isEqualTo("module gru · round 3/3");
  }
}
