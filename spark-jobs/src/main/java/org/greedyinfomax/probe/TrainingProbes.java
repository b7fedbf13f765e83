package org.greedyinfomax.probe;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.probe.map.Mapping;
import org.greedyinfomax.probe.result.ProbeLog;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.result.ProbedRound;
import org.greedyinfomax.probe.table.EncodedTable;
import org.greedyinfomax.probe.table.EncodedTables;
import org.greedyinfomax.probe.table.Examples;
import org.greedyinfomax.probe.table.ProbedLabels;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Observer;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the modules of a run every so many rounds, in a thread of its own beside the training, and
 * keeps the results in {@code probes.jsonl} and the latest maps in {@code map.json}. It reads
 * states and never writes any: what is learned is the same with and without.
 *
 * <p>If probes take longer than the rounds between them, training waits, so that none is left out.
 * A probe that fails is logged and left out; training goes on.
 */
public final class TrainingProbes implements Observer, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingProbes.class);

  private static final int WAITING = 2; // rounds that are being probed or wait for it

  private final SparkSession spark;
  private final Recipe recipe;
  private final ProbeSettings settings;
  private final List<String> labels;
  private final Corpus corpus;
  private final Encoding encoding;
  private final ProbeLog log;
  private final RunDirectory run;
  private final Lease lease;
  private final Map<String, Score> untrained = new HashMap<>(); // by label and module
  private final Semaphore room = new Semaphore(WAITING);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "gim-probes");
            made.setDaemon(true);
            return made;
          });

  /**
   * Prepares to probe.
   *
   * @param trainedOn the corpus that the run trains on
   * @param lease of the run, without which nothing is written
   * @param finished rounds that the run has finished; what was found of later ones is forgotten
   */
  public TrainingProbes(
      SparkSession spark,
      Recipe recipe,
      RunDirectory run,
      Lease lease,
      String trainedOn,
      int finished)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    this.spark = spark;
    this.recipe = recipe;
    settings = recipe.probe();
    corpus = corpus(hadoop, settings, trainedOn);
    labels = labels(settings, corpus);
    encoding = new Encoding(spark, recipe, run.input().normalization());
    log = new ProbeLog(hadoop, run.file(ProbeLog.NAME));
    this.run = run;
    this.lease = lease;
    lease.require();
    log.truncate(finished);
  }

  /**
   * Checks before a training that it can be probed.
   *
   * @param trainedOn the corpus that the run trains on
   * @throws IllegalArgumentException if the corpus that is probed is none, or lacks a label
   */
  public static void require(Configuration hadoop, ProbeSettings settings, String trainedOn)
      throws IOException {
    if (settings.interval() > 0) {
      labels(settings, corpus(hadoop, settings, trainedOn));
    }
  }

  private static Corpus corpus(Configuration hadoop, ProbeSettings settings, String trainedOn)
      throws IOException {
    return Corpus.open(hadoop, settings.corpus().isEmpty() ? trainedOn : settings.corpus());
  }

  private static List<String> labels(ProbeSettings settings, Corpus corpus) {
    List<String> labels = ProbedLabels.required(settings, corpus);
    List<String> columns = corpus.manifest().labelColumns();
    Check.argument(
        columns.containsAll(labels),
        "probe.label = \"%s\" cannot be probed while training: the corpus %s has %s",
        settings.label(),
        corpus.path(),
        columns);
    return labels;
  }

  @Override
  public boolean wants(int rounds) {
    return rounds % settings.interval() == 0;
  }

  @Override
  public void see(Checkpoint reached) {
    room.acquireUninterruptibly();
    thread.execute(
        () -> {
          try {
            ProbedRound found = probe(reached);
            lease.require();
            log.add(found);
          } catch (IOException | RuntimeException | FSError e) {
            LOG.warn(
                "round {} is trained, but not probed: {}", reached.rounds(), e.getMessage(), e);
          } finally {
            room.release();
          }
        });
  }

  private ProbedRound probe(Checkpoint reached) throws IOException {
    spark.sparkContext().setLocalProperty("spark.scheduler.pool", "probes");
    spark.sparkContext().setJobDescription("probe round " + reached.rounds());
    if (untrained.isEmpty()) {
      try (EncodedTable before = encoded(Checkpoint.untrained(recipe))) {
        untrained.putAll(scores(before, new ArrayList<>()));
      }
    }
    List<ProbeResult> results = new ArrayList<>();
    try (EncodedTable after = encoded(reached)) {
      scores(after, results);
      lease.require();
      Mapping.keep(spark, corpus, run, recipe, reached, after, labels);
    }
    return new ProbedRound(reached.rounds(), reached.hash(), results);
  }

  private EncodedTable encoded(Checkpoint checkpoint) throws IOException {
    return EncodedTables.of(encoding, corpus, checkpoint, recipe, settings, labels);
  }

  /**
   * Scores of every label and module.
   *
   * @param results gets them, too, beside those of the untrained encoder
   */
  private Map<String, Score> scores(EncodedTable table, List<ProbeResult> results) {
    Map<String, Score> scores = new HashMap<>();
    FitNotes notes = new FitNotes();
    for (String label : labels) {
      for (ModuleSpec module : recipe.stack().modules()) {
        String key = label + " " + module.name();
        try (Examples examples = table.examples(label, module.name())) {
          Score score = Score.of(examples, settings);
          notes.add(label + " of " + module.name(), score.notes());
          scores.put(key, score);
          results.add(
              LabelProbes.result(
                  module.name(), label, examples, score, untrained.getOrDefault(key, score)));
        }
      }
    }
    notes.sentences().forEach(sentence -> LOG.warn("{}", sentence));
    return scores;
  }

  /** Waits until all is probed that was shown. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      while (!spark.sparkContext().isStopped() && !thread.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.debug("Probes are still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
