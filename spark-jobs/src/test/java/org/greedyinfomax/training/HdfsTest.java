package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.training.RunDirectory.Existing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Corpus, run and activations on HDFS, with a name node and two data nodes. */
@Timeout(300)
final class HdfsTest {

  private static final Recipe PIPELINED =
      SmallRecipe.with("training.schedule=pipelined", "training.localSteps=1");

  @TempDir private static Path directory;
  private static MiniDFSCluster hdfs;
  private static String root;
  private static SparkSession spark;
  private static String hash;

  @BeforeAll
  static void start() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
    hadoop.set("dfs.replication", "2");
    hadoop.set("dfs.datanode.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.http.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    // With two data nodes there is none to take the place of one that is away.
    hadoop.set("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).format(true).build();
    hdfs.waitClusterUp();
    root = hdfs.getFileSystem().getUri() + "/gim";
    SmallCorpus.write(root + "/corpus", 1);
    spark =
        Sparks.start(
            "local[2,4]",
            "spark.scheduler.mode",
            "FAIR",
            "spark.hadoop.dfs.replication",
            "2",
            "spark.hadoop.dfs.client.block.write.replace-datanode-on-failure.policy",
            "NEVER");
    Runs local = new Runs(directory);
    hash = local.train(spark, SmallRecipe.with("training.localSteps=1"), "local").hash();
  }

  @AfterAll
  static void stop() {
    if (spark != null) { // null if the cluster did not start
      spark.stop();
    }
    hdfs.shutdown();
  }

  @Test
  void trainsTheSameAlthoughADataNodeIsRestartedInTheMiddle() throws IOException {
    String run = root + "/run";
    CompletableFuture<Boolean> restarted = new CompletableFuture<>();
    TrainingRun training =
        TrainingRun.start(spark, PIPELINED, root + "/corpus", run, Existing.REFUSE);

    Checkpoint end =
        training.train(
            Runs.calling(
                "round 3/",
                () -> {
                  try {
                    restarted.complete(hdfs.restartDataNode(0));
                  } catch (IOException e) {
                    restarted.completeExceptionally(e);
                  }
                }));

    assertThat(restarted).isCompletedWithValue(true);
    assertThat(end.hash()).isEqualTo(hash);
    assertThat(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(run, "activations")))
        .isFalse();
  }

  @Test
  void resumesWhatWasKilledThere() throws IOException {
    String run = root + "/killed";
    TrainingRun.start(spark, PIPELINED, root + "/corpus", run, Existing.REFUSE).train(Runs.quiet());
    org.apache.hadoop.fs.Path checkpoints = new org.apache.hadoop.fs.Path(run, "checkpoints");
    hdfs.getFileSystem()
        .delete(new org.apache.hadoop.fs.Path(checkpoints, "round-000012.json"), false);
    RunDirectory left = RunDirectory.open(spark.sparkContext().hadoopConfiguration(), run);

    TrainingRun resumed = TrainingRun.resume(spark, PIPELINED, root + "/corpus", left);

    assertThat(resumed.finishedRounds()).isEqualTo(11);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(hash);
  }
}
