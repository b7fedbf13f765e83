package org.greedyinfomax.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;

/**
 * A small corpus on a file system, and beside it the runs that the program is told to train: 12
 * rounds of a preset that is in its jar, with everything made small.
 *
 * @param parent folder of corpus and runs
 * @param hadoop reaches the file system
 */
record SubmittedRuns(String parent, Configuration hadoop) {

  static final int ROUNDS = 12;

  /** Writes the corpus. */
  static SubmittedRuns in(String parent, Configuration hadoop) throws IOException {
    SubmittedRuns runs = new SubmittedRuns(parent, hadoop);
    SmallCorpus.write(hadoop, runs.corpus(), 1);
    return runs;
  }

  private String corpus() {
    return parent + "/corpus";
  }

  private String path(String run) {
    return parent + "/" + run;
  }

  /** What the program is told to train a run. */
  List<String> pretrain(String run, String... keys) {
    List<String> words = new ArrayList<>(List.of("pretrain", "--recipe", "speech-small"));
    words.addAll(List.of("--input", corpus(), "--run", path(run)));
    words.add(SmallRecipe.modules(SmallRecipe.OF_SOUNDS));
    words.addAll(List.of("input.cropSamples=320", "loss.predictionSteps=3"));
    words.addAll(List.of("training.epochs=3", "training.batchSize=2", "training.replicas=3"));
    words.addAll(List.of("training.localSteps=1", "training.checkpointInterval=4"));
    words.addAll(List.of(keys));
    return words;
  }

  /** Returns when a run that is being trained has come to the end of a round. */
  void awaitARound(String run, Submission training) throws IOException, InterruptedException {
    Path metrics = new Path(path(run), "metrics.jsonl");
    FileSystem files = metrics.getFileSystem(hadoop);
    while (!files.exists(metrics)) {
      training.requireAlive();
      Thread.sleep(100);
    }
  }

  /** The hash of the states that a run has come to. */
  String hash(String run) throws IOException {
    return RunDirectory.open(hadoop, path(run)).newestCheckpoint().hash();
  }
}
