package org.greedyinfomax.probe.supervised;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Conditions;
import org.greedyinfomax.run.RunDirectory;

/** Judges the classifiers of supervised runs on the recordings that probes are tested on. */
public final class SupervisedRuns {

  private final SparkSession spark;
  private final Corpus corpus;
  private final UnaryOperator<Dataset<Row>> marking;
  private final String testColumn;
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares to judge.
   *
   * @param marking adds a column that says of each row whether it is tested
   * @param testColumn its name
   */
  public SupervisedRuns(
      SparkSession spark, Corpus corpus, UnaryOperator<Dataset<Row>> marking, String testColumn) {
    this.spark = spark;
    this.corpus = corpus;
    this.marking = marking;
    this.testColumn = testColumn;
  }

  /** What is to be said of the runs, a sentence each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Judges the topmost classifier of a run.
   *
   * @param labels that are probed
   * @throws IllegalArgumentException if the run did not learn one of them, or another number of
   *     values
   */
  public SupervisedResult judge(RunDirectory run, List<String> labels) throws IOException {
    Recipe recipe = run.recipe();
    String path = run.path().toString();
    SupervisedSpec loss = supervised(path, recipe, labels);
    Check.argument(
        corpus.manifest().labelColumns().contains(loss.name()),
        "the run %s has learned the label \"%s\", but the corpus %s has %s",
        path,
        loss.name(),
        corpus.path(),
        corpus.manifest().labelColumns());
    Checkpoint checkpoint = run.newestCheckpoint();
    int top = recipe.stack().modules().size() - 1;
    String module = recipe.stack().modules().get(top).name();
    Dataset<Row> encoded =
        new Encoding(spark, recipe, run.input().normalization())
            .of(corpus, checkpoint, List.of(top), Pooling.MEAN);
    Dataset<Row> labelled = marking.apply(encoded.where(col(loss.name()).isNotNull()));
    List<String> classes = classes(path, recipe, loss, labelled);
    Dataset<Row> tested = labelled.where(col(testColumn));
    noteIfTested(path, recipe, tested);
    ModuleClassifier classifier =
        new ModuleClassifier(
            ModuleLayout.of(recipe.stack(), top), checkpoint.states().get(top), classes);
    List<Boolean> right =
        tested
            .select(col(loss.name()), col(module))
            .toJavaRDD()
            .map(row -> classifier.classOf(row.getList(1)).equals(row.getString(0)))
            .collect();
    return new SupervisedResult(
        path,
        loss.name(),
        module,
        top + 1,
        recipe.corpus().perClass(),
        run.input().recordings(),
        !run.input().foundation().isEmpty(),
        (double) right.stream().filter(isRight -> isRight).count() / right.size(),
        right.size());
  }

  private static SupervisedSpec supervised(String run, Recipe recipe, List<String> labels) {
    if (!(recipe.stack().loss() instanceof SupervisedSpec loss)) {
      throw new IllegalArgumentException(
          Text.format(
              "the run %s has learned no label of whole recordings or pictures, and has no"
                  + " classifier to compare with: leave it out of --beside",
              run));
    }
    Check.argument(
        labels.contains(loss.name()),
        "the run %s has learned the label \"%s\", but probed are %s: name it with --label, or leave"
            + " the run out of --beside",
        run,
        loss.name(),
        labels);
    return loss;
  }

  /** The values among what the run learned from, whose numbers are in the order of the alphabet. */
  private List<String> classes(
      String run, Recipe recipe, SupervisedSpec loss, Dataset<Row> labelled) {
    String where = recipe.corpus().where();
    Dataset<Row> learned =
        where.isEmpty() ? labelled : Condition.of(Conditions.CORPUS, where).filter(labelled);
    List<String> classes =
        learned.select(loss.name()).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    Check.argument(
        classes.size() == loss.classes(),
        "the run %s tells %d values of the label \"%s\" from each other, but of what it learned from the"
            + " corpus %s has %d",
        run,
        loss.classes(),
        loss.name(),
        corpus.path(),
        classes.size());
    return classes;
  }

  /** A classifier that has seen what it is tested on is no measure. */
  private void noteIfTested(String run, Recipe recipe, Dataset<Row> tested) {
    String where = recipe.corpus().where();
    long seen =
        where.isEmpty()
            ? tested.count()
            : Condition.of(Conditions.CORPUS, where).filter(tested).count();
    if (seen > 0) {
      notes.add(
          Text.format(
              "the run %s may have learned from %d of the recordings that are tested: leave them"
                  + " out of its training with corpus.where",
              run, seen));
    }
  }
}
