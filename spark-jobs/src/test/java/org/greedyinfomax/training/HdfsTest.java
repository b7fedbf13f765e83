package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.storage.MiniHdfs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Corpora, runs and activations on HDFS, with a name node and two data nodes. */
@Tag("slow")
@Timeout(300)
final class HdfsTest {

  private static final String SIX_ROUNDS = "training.localSteps=2";
  private static final Map<Small, String> HASHES = new EnumMap<>(Small.class);

  @TempDir private static Path directory;
  private static MiniDFSCluster hdfs;
  private static String root;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    Configuration hadoop = new Configuration();
    // With two data nodes there is none to take the place of one that is away.
    hadoop.set("dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER");
    hdfs = MiniHdfs.start(hadoop, directory, 2);
    root = hdfs.getFileSystem().getUri() + "/gim";
    spark =
        Sparks.start(
            "local[2,4]",
            "spark.scheduler.mode",
            "FAIR",
            "spark.hadoop.dfs.replication",
            "2",
            "spark.hadoop.dfs.client.block.write.replace-datanode-on-failure.policy",
            "NEVER");
    for (Small small : Small.values()) {
      small.writeCorpus(corpus(small));
      Runs local = new Runs(directory.resolve(small.name()), small);
      HASHES.put(small, local.train(spark, small.recipe(SIX_ROUNDS), "local").hash());
    }
  }

  @AfterAll
  static void stop() {
    if (spark != null) { // null if the cluster did not start
      spark.stop();
    }
    hdfs.shutdown();
  }

  @ParameterizedTest
  @EnumSource(Small.class)
  void trainsTheSameAlthoughADataNodeIsRestartedInTheMiddle(Small small) throws IOException {
    String run = root + "/restarted-" + small;
    CompletableFuture<Boolean> restarted = new CompletableFuture<>();
    TrainingRun training =
        TrainingRun.start(spark, pipelined(small), corpus(small), run, Existing.REFUSE);

    Checkpoint end =
        training.train(
            Runs.calling(
                "round 2/",
                () -> {
                  try {
                    restarted.complete(hdfs.restartDataNode(0));
                  } catch (IOException e) {
                    restarted.completeExceptionally(e);
                  }
                }));

    assertThat(restarted).isCompletedWithValue(true);
    assertThat(end.hash()).isEqualTo(HASHES.get(small));
    assertThat(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(run, "activations")))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Small.class)
  void resumesWhatWasKilledThere(Small small) throws IOException {
    String run = root + "/killed-" + small;
    TrainingRun.start(spark, pipelined(small), corpus(small), run, Existing.REFUSE)
        .train(Runs.quiet());
    org.apache.hadoop.fs.Path checkpoints = new org.apache.hadoop.fs.Path(run, "checkpoints");
    hdfs.getFileSystem()
        .delete(new org.apache.hadoop.fs.Path(checkpoints, "round-000006.json"), false);
    RunDirectory left = RunDirectory.open(spark.sparkContext().hadoopConfiguration(), run);

    TrainingRun resumed = TrainingRun.resume(spark, pipelined(small), corpus(small), left);

    assertThat(resumed.finishedRounds()).isEqualTo(5);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(HASHES.get(small));
  }

  @Test
  void aRunThereIsOneProcessesAtATime() throws Exception {
    String run = root + "/owned";
    Recipe recipe = pipelined(Small.SOUNDS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<TrainingRun>> starts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starts.add(
            threads.submit(
                () ->
                    TrainingRun.start(
                        spark, recipe, corpus(Small.SOUNDS), run, Existing.OVERWRITE)));
      }
      List<TrainingRun> owners = new ArrayList<>();
      for (Future<TrainingRun> start : starts) {
        try {
          owners.add(start.get());
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
          assertThat(e.getCause()).hasMessageStartingWith(run + " is in use by process ");
        }
      }

      assertThat(owners).hasSize(1);
      assertThat(owners.get(0).train(Runs.quiet()).hash()).isEqualTo(HASHES.get(Small.SOUNDS));
    } finally {
      threads.shutdown();
    }
    assertThat(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(run, "lease.json")))
        .isFalse();
  }

  /** The file system's clock says how old the lease is, whatever this machine's says. */
  @Test
  void aRunThereIsTakenOverFromAMachineThatHasNotRenewedItsLease() throws IOException {
    FileSystem files = hdfs.getFileSystem();
    String run = root + "/left";
    TrainingRun.start(spark, pipelined(Small.SOUNDS), corpus(Small.SOUNDS), run, Existing.REFUSE)
        .close();
    org.apache.hadoop.fs.Path lease = new org.apache.hadoop.fs.Path(run, "lease.json");
    try (OutputStream out = files.create(lease)) {
      out.write(
          """
          {"version":1,"owner":"x","directory":"d","host":"far","system":"s","pid":7,"started":0,
           "user":"ann","application":"app-1","since":"2026-01-01T00:00:00Z"}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    files.setTimes(lease, files.getFileStatus(lease).getModificationTime() - 31_000, -1);
    List<String> told = new ArrayList<>();

    TrainingRun resumed =
        TrainingRun.resume(
            spark,
            pipelined(Small.SOUNDS),
            corpus(Small.SOUNDS),
            RunDirectory.open(spark.sparkContext().hadoopConfiguration(), run),
            told::add);

    assertThat(told)
        .containsExactly(
            run
                + " is taken over from process 7 of ann on far (app-1), there since"
                + " 2026-01-01T00:00:00Z, which has given no sign of work for 30 s");
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(HASHES.get(Small.SOUNDS));
  }

  /** On both data nodes: every module's file, the manifest and the lines before it. */
  @Test
  void hasWhatACheckpointNamesReachTheDisks() throws Exception {
    String run = root + "/synced";
    TrainingRun training =
        TrainingRun.start(
            spark, pipelined(Small.SOUNDS), corpus(Small.SOUNDS), run, Existing.REFUSE);
    long before = syncs();

    training.train(Runs.quiet());

    int checkpoints = 6;
    int files = Small.SOUNDS.names().size() + 2;
    assertThat(syncs() - before).isGreaterThanOrEqualTo(2L * checkpoints * files);
  }

  /** How often the data nodes have forced a block. */
  private static long syncs() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    long syncs = 0;
    for (ObjectName node :
        beans.queryNames(new ObjectName("Hadoop:service=DataNode,name=DataNodeActivity*"), null)) {
      syncs += (Long) beans.getAttribute(node, "FsyncCount");
    }
    return syncs;
  }

  private static Recipe pipelined(Small small) {
    return small.recipe("training.schedule=pipelined", SIX_ROUNDS);
  }

  private static String corpus(Small small) {
    return root + "/corpus-" + small;
  }
}
