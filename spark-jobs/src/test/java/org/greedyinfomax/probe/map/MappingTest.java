package org.greedyinfomax.probe.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.probe.table.StoredTable;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.FaultyFileSystem;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class MappingTest {

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void startSpark() throws IOException {
    spark = Sparks.start("local[1]");
    Configuration faulty = FaultyFileSystem.settings();
    Configuration ofSpark = spark.sparkContext().hadoopConfiguration();
    for (String key : List.of("fs.faulty.impl", "fs.AbstractFileSystem.faulty.impl")) {
      ofSpark.set(key, faulty.get(key));
    }
    SmallCorpus.write(folder.resolve("corpus").toString(), 1);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  /** They are for the page about the run; what a probe has found is as good without. */
  @Test
  void mapsThatDoNotFitOnTheDiskEndNoProbe() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("run"));
    Files.createFile(directory.resolve("config.conf"));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, FaultyFileSystem.path(directory));
    Recipe recipe = SmallRecipe.with();
    List<Path> written = new ArrayList<>();
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (operation == FaultyFileSystem.Operation.WRITE) {
              written.add(file);
              FaultyFileSystem.failAsOnAFullDisk();
            }
          }
        });

    Mapping.keep(
        spark,
        Corpus.open(hadoop, folder.resolve("corpus").toString()),
        run,
        recipe,
        Checkpoint.untrained(recipe),
        StoredTable.of(spark.emptyDataFrame(), new TestSplit(recipe.probe())),
        List.of());

    assertThat(written).isNotEmpty();
    assertThat(directory.resolve("map.json")).doesNotExist();
  }
}
