package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Nuisances;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.nuisance.NuisanceProbe;
import org.greedyinfomax.probe.nuisance.NuisanceResult;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.probe.supervised.SupervisedRuns;
import org.greedyinfomax.training.Checkpoint;
import org.greedyinfomax.training.RunDirectory;

/**
 * Probes every module of a run, and beside it the same module before its first step: what training
 * is worth is the difference.
 */
public final class Probes {

  private final SparkSession spark;

  public Probes(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Probes with the newest checkpoint of a run.
   *
   * @param settings whose {@code label} names a column, or several with commas between
   * @param beside runs that learned one of the labels, whose own classifiers are judged, too
   * @throws IllegalArgumentException if a run has no checkpoint, settings do not fit the corpus, or
   *     a run beside has learned none of the labels
   */
  public ProbeReport run(
      Corpus corpus, RunDirectory run, ProbeSettings settings, List<RunDirectory> beside)
      throws IOException {
    List<String> labels =
        settings.frameLabels().isEmpty() ? labels(settings, corpus) : named(settings);
    Recipe recipe = run.recipe();
    Checkpoint trained = run.newestCheckpoint();
    Encoding encoding = new Encoding(spark, recipe, run.input().normalization());
    Pooling pooling = pooling(settings);
    Dataset<Row> after = table(encoding, corpus, trained, pooling);
    Dataset<Row> before = table(encoding, corpus, Checkpoint.untrained(recipe), pooling);
    List<Dataset<Row>> raw =
        settings.raw() ? List.of(raw(encoding, corpus, recipe, pooling)) : List.of();
    try {
      List<ProbeResult> results = new ArrayList<>();
      FewLabels fewLabels = new FewLabels(settings, recipe.seed());
      FitNotes fitNotes = new FitNotes();
      for (String label : labels) {
        for (Dataset<Row> table : raw) {
          describe(label, "the raw input");
          results.add(result(settings, label, table, fewLabels, fitNotes));
        }
        for (ModuleSpec module : recipe.stack().modules()) {
          describe(label, "module " + module.name());
          results.add(result(settings, label, module.name(), after, before, fewLabels, fitNotes));
        }
      }
      if (!labels.isEmpty()) {
        spark.sparkContext().setJobDescription("map of all modules");
        Mapping.keep(spark, corpus, run, recipe, trained, after, labels);
      }
      List<String> notes = new ArrayList<>(fitNotes.sentences());
      notes.addAll(fewLabels.notes());
      List<SupervisedResult> supervised = supervised(corpus, run, settings, labels, beside, notes);
      List<FrameResult> frames = new ArrayList<>();
      if (!settings.frameLabels().isEmpty()) {
        FrameProbe probe = new FrameProbe(spark, corpus, recipe, encoding, settings);
        frames.addAll(probe.run(trained));
        notes.addAll(probe.notes());
      }
      List<NuisanceResult> nuisances =
          settings.nuisance()
              ? nuisances(encoding, corpus, recipe, settings, raw, after, before, notes)
              : List.of();
      return new ProbeReport(
          ProbeReport.VERSION,
          run.path().toString(),
          trained.rounds(),
          trained.hash(),
          corpus.path(),
          settings,
          results,
          frames,
          nuisances,
          fewLabels.curves(),
          supervised,
          notes);
    } finally {
      after.unpersist();
      before.unpersist();
      raw.forEach(Dataset::unpersist);
    }
  }

  /** How well it can be read off the same vectors how rows were recorded. */
  private List<NuisanceResult> nuisances(
      Encoding encoding,
      Corpus corpus,
      Recipe recipe,
      ProbeSettings settings,
      List<Dataset<Row>> raw,
      Dataset<Row> after,
      Dataset<Row> before,
      List<String> notes)
      throws IOException {
    spark.sparkContext().setJobDescription("how rows were recorded");
    NuisanceProbe probe =
        new NuisanceProbe(
            Nuisances.names(corpus.manifest().kind()),
            new TestSplit(settings)
                .mark(encoding.nuisances(corpus))
                .withColumn(Penalties.PLACE, Penalties.place(col("key"))),
            TestSplit.COLUMN,
            Penalties.PLACE);
    if (!probe.isPossible()) {
      notes.add(
          "nuisances were left out: there are too few rows to fit to, or to test, among "
              + NuisanceProbe.MOST_ROWS);
      return List.of();
    }
    List<NuisanceResult> results = new ArrayList<>();
    raw.forEach(table -> results.addAll(probe.ofRaw(table)));
    for (ModuleSpec module : recipe.stack().modules()) {
      results.addAll(probe.of(module.name(), after, before));
    }
    return results;
  }

  /** What the classifiers of runs tell that learned from a label, this one's first. */
  private List<SupervisedResult> supervised(
      Corpus corpus,
      RunDirectory run,
      ProbeSettings settings,
      List<String> labels,
      List<RunDirectory> beside,
      List<String> notes)
      throws IOException {
    spark.sparkContext().setJobDescription("classifiers of supervised runs");
    SupervisedRuns judge =
        new SupervisedRuns(spark, corpus, new TestSplit(settings)::mark, TestSplit.COLUMN);
    List<SupervisedResult> results = new ArrayList<>();
    if (run.recipe().stack().loss() instanceof SupervisedSpec own && labels.contains(own.name())) {
      try {
        results.add(judge.judge(run, labels));
      } catch (IllegalArgumentException e) { // as on a corpus that it was not trained on
        notes.add("what the run has learned to tell by itself is left out: " + e.getMessage());
      }
    }
    for (RunDirectory supervised : beside) {
      results.add(judge.judge(supervised, labels));
    }
    notes.addAll(judge.notes());
    return results;
  }

  /**
   * The labels to probe for, at least one.
   *
   * @throws IllegalArgumentException if there is none, or the corpus lacks one
   */
  static List<String> labels(ProbeSettings settings, Corpus corpus) {
    List<String> labels = named(settings);
    Check.argument(
        !labels.isEmpty(),
        "no label to probe for: name a column with --label or probe.label; the corpus %s has %s",
        corpus.path(),
        corpus.manifest().labelColumns());
    return labels;
  }

  /**
   * The labels to probe for, at least one, which must all be columns of the corpus: what
   * expressions make of them does not count.
   *
   * @throws IllegalArgumentException if there is none, or the corpus lacks one
   */
  static List<String> corpusLabels(ProbeSettings settings, Corpus corpus) {
    labels(settings, corpus);
    return columns(settings, corpus);
  }

  /**
   * The labels that are named, of which there may be none; all are columns of the corpus.
   *
   * @throws IllegalArgumentException if the corpus lacks one
   */
  public static List<String> columns(ProbeSettings settings, Corpus corpus) {
    List<String> labels = named(settings);
    List<String> columns = corpus.manifest().labelColumns();
    for (String label : labels) {
      Check.argument(
          columns.contains(label),
          "there is no label column \"%s\" in the corpus %s: choose one of %s with --label",
          label,
          corpus.path(),
          columns);
    }
    return labels;
  }

  private static List<String> named(ProbeSettings settings) {
    return Arrays.stream(settings.label().split(","))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private void describe(String label, String what) {
    spark.sparkContext().setJobDescription("probe " + label + " of " + what);
  }

  /** What becomes of frames before they are probed. */
  static Pooling pooling(ProbeSettings settings) {
    return switch (settings.pooling()) {
      case MEAN -> Pooling.MEAN;
      case MEAN_AND_DEVIATION -> Pooling.MEAN_AND_DEVIATION;
    };
  }

  private static Dataset<Row> raw(Encoding encoding, Corpus corpus, Recipe recipe, Pooling pooling)
      throws IOException {
    Check.argument(
        recipe.stack().modules().stream().noneMatch(module -> module.name().equals(Encoding.RAW)),
        "a module has the name \"%s\" of the raw input: leave that out with probe.raw = false",
        Encoding.RAW);
    return encoding.raw(corpus, pooling).persist(StorageLevel.MEMORY_AND_DISK());
  }

  private static Dataset<Row> table(
      Encoding encoding, Corpus corpus, Checkpoint checkpoint, Pooling pooling) throws IOException {
    return encoding
        .of(corpus, checkpoint, encoding.modules("all"), pooling)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Of the raw input, which training does not change: it stands where trained modules stand. */
  private static ProbeResult result(
      ProbeSettings settings, String label, Dataset<Row> raw, FewLabels fewLabels, FitNotes notes) {
    try (Examples examples = Examples.of(raw, label, Encoding.RAW, new TestSplit(settings))) {
      Score score = Score.of(examples, settings);
      notes.add(label + " of the raw input", score.notes());
      fewLabels.add(
          label, Encoding.RAW, fewLabels.points(label, examples, score.linear()), List.of());
      return result(Encoding.RAW, label, examples, score, Score.NONE);
    }
  }

  /** One encoder's vectors after the other's, for both at once would take twice the memory. */
  private static ProbeResult result(
      ProbeSettings settings,
      String label,
      String module,
      Dataset<Row> after,
      Dataset<Row> before,
      FewLabels fewLabels,
      FitNotes notes) {
    TestSplit split = new TestSplit(settings);
    Score untrained;
    List<LabelPoint> untrainedPoints;
    try (Examples examples = Examples.of(before, label, module, split)) {
      untrained = Score.of(examples, settings);
      untrainedPoints = fewLabels.points(label, examples, untrained.linear());
    }
    try (Examples examples = Examples.of(after, label, module, split)) {
      Score trained = Score.of(examples, settings);
      notes.add(label + " of " + module + ", trained", trained.notes());
      notes.add(label + " of " + module + ", untrained", untrained.notes());
      fewLabels.add(
          label, module, fewLabels.points(label, examples, trained.linear()), untrainedPoints);
      return result(module, label, examples, trained, untrained);
    }
  }

  static ProbeResult result(
      String module, String label, Examples examples, Score trained, Score untrained) {
    return new ProbeResult(
        module,
        label,
        trained.linear(),
        untrained.linear(),
        Interval.of(trained.linear(), examples.testRecordings()),
        Interval.of(untrained.linear(), examples.testRecordings()),
        trained.regParam(),
        untrained.regParam(),
        trained.neighbours(),
        untrained.neighbours(),
        examples.chance(),
        examples.classes(),
        examples.trainRecordings(),
        examples.testRecordings());
  }
}
