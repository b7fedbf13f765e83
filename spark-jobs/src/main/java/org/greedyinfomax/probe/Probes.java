package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.frame.FrameProbe;
import org.greedyinfomax.probe.map.Mapping;
import org.greedyinfomax.probe.nuisance.NuisanceProbe;
import org.greedyinfomax.probe.nuisance.NuisanceResult;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.probe.supervised.SupervisedRuns;
import org.greedyinfomax.probe.table.EncodedTables;
import org.greedyinfomax.probe.table.ProbedLabels;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;

/**
 * Probes every module of a run, and beside it the same module before its first step: the difference
 * is the gain of training.
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
        settings.frameLabels().isEmpty()
            ? ProbedLabels.required(settings, corpus)
            : ProbedLabels.named(settings);
    Recipe recipe = run.recipe();
    Checkpoint trained = run.newestCheckpoint();
    Encoding encoding = new Encoding(spark, recipe, run.input().normalization());
    List<String> modules = recipe.stack().modules().stream().map(ModuleSpec::name).toList();
    try (EncodedTables tables =
        EncodedTables.of(encoding, corpus, recipe, trained, settings, labels)) {
      List<ProbeResult> results = new ArrayList<>();
      FewLabels fewLabels = new FewLabels(settings, recipe.seed());
      FitNotes fitNotes = new FitNotes();
      for (String label : labels) {
        results.addAll(
            new LabelProbes(label, tables, settings, fewLabels)
                .of(modules, fitNotes, what -> describe(label, what)));
      }
      if (!labels.isEmpty()) {
        spark.sparkContext().setJobDescription("map of all modules");
        Mapping.keep(spark, corpus, run, recipe, trained, tables.trained(), labels);
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
              ? nuisances(encoding, corpus, recipe, settings, tables, notes)
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
    }
  }

  /** How well nuisances can be predicted from the same vectors. */
  private List<NuisanceResult> nuisances(
      Encoding encoding,
      Corpus corpus,
      Recipe recipe,
      ProbeSettings settings,
      EncodedTables tables,
      List<String> notes)
      throws IOException {
    spark.sparkContext().setJobDescription("how rows were recorded");
    NuisanceProbe probe =
        new NuisanceProbe(
            Modality.of(recipe).nuisanceNames(),
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
    tables.raw().ifPresent(raw -> results.addAll(probe.ofRaw(raw)));
    List<Supplier<List<NuisanceResult>>> fits = new ArrayList<>();
    for (ModuleSpec module : recipe.stack().modules()) {
      fits.add(() -> probe.of(module.name(), tables.trained(), tables.untrained()));
    }
    ParallelFits.all(fits, tables).forEach(results::addAll);
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

  private void describe(String label, String what) {
    spark.sparkContext().setJobDescription("probe " + label + " of " + what);
  }
}
