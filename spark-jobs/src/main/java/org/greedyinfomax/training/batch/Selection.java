package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusTable;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.run.Conditions;

/** Which recordings of a corpus are trained on, and which are held out to measure the loss on. */
public final class Selection {

  private static final String WHERE = Conditions.CORPUS;
  private static final String HELD_OUT = Conditions.VALIDATION;

  private final List<RowGroup> groups;
  private final LongPredicate isTrained; // of a row's id
  private final LongPredicate isHeldOut;
  private final Optional<String> note;

  private Selection(
      List<RowGroup> groups,
      LongPredicate isTrained,
      LongPredicate isHeldOut,
      Optional<String> note) {
    this.groups = groups;
    this.isTrained = isTrained;
    this.isHeldOut = isHeldOut;
    this.note = note;
  }

  /**
   * Selects rows as a recipe says. What is held out is not trained on, nor drawn.
   *
   * @throws IllegalArgumentException if a condition cannot be understood, or leaves nothing
   */
  public static Selection of(SparkSession spark, Corpus corpus, Recipe recipe) throws IOException {
    String where = recipe.corpus().where();
    LongPredicate isMeant = id -> true;
    if (!where.isEmpty()) {
      Set<Long> meant = ids(spark, corpus, WHERE, where);
      Check.argument(!meant.isEmpty(), "%s = \"%s\" leaves no row", WHERE, where);
      isMeant = meant::contains;
    }
    if (!recipe.validation().isOn()) {
      return drawn(corpus, recipe, isMeant, id -> false);
    }
    String held = recipe.validation().where();
    Set<Long> heldOut = ids(spark, corpus, HELD_OUT, held);
    Check.argument(
        !heldOut.isEmpty(), "%s = \"%s\" holds out no row: choose another", HELD_OUT, held);
    Selection selection =
        drawn(corpus, recipe, isMeant.and(id -> !heldOut.contains(id)), heldOut::contains);
    Check.argument(
        count(selection.trained()) > 0,
        "%s = \"%s\" holds out every row, so that none is left to train on: choose another",
        HELD_OUT,
        held);
    return selection;
  }

  /** Of what may be trained on, all, or as many of each class as a recipe says. */
  private static Selection drawn(
      Corpus corpus, Recipe recipe, LongPredicate isMeant, LongPredicate isHeldOut)
      throws IOException {
    if (recipe.corpus().takesAll()
        || !(recipe.stack().loss() instanceof SupervisedSpec supervised)) {
      return new Selection(corpus.rowGroups(), isMeant, isHeldOut, Optional.empty());
    }
    SampleLabels.requireColumn(corpus, supervised);
    DrawnRows drawn =
        DrawnRows.of(corpus, isMeant, supervised.name(), recipe.corpus().perClass(), recipe.seed());
    return new Selection(corpus.rowGroups(), drawn.ids()::contains, isHeldOut, drawn.note());
  }

  /** What is to be said of how rows were selected, if there is something. */
  public Optional<String> note() {
    return note;
  }

  /** For each row group the rows in it that are trained on. */
  public List<int[]> trained() {
    return rows(isTrained);
  }

  /** For each row group the rows in it that are held out. */
  List<int[]> heldOut() {
    return rows(isHeldOut);
  }

  /** For each row group the rows in it that are either. */
  List<int[]> all() {
    return rows(isTrained.or(isHeldOut));
  }

  /** How many rows that is. */
  public static long count(Collection<int[]> rows) {
    return rows.stream().mapToLong(group -> group.length).sum();
  }

  private List<int[]> rows(LongPredicate isChosen) {
    List<int[]> rows = new ArrayList<>();
    for (RowGroup group : groups) {
      rows.add(
          IntStream.range(0, group.rows())
              .filter(row -> isChosen.test(group.firstRow() + row))
              .toArray());
    }
    return rows;
  }

  private static Set<Long> ids(SparkSession spark, Corpus corpus, String key, String where) {
    return new HashSet<>(
        Condition.of(key, where)
            .filter(CorpusTable.of(spark, corpus))
            .select("id")
            .as(Encoders.LONG())
            .collectAsList());
  }
}
