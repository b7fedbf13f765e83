package org.greedyinfomax.probe.fit;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The L2 penalties among which the best one for a linear classifier is chosen, and the rows that it
 * is chosen on.
 */
public final class Penalties {

  /** Weights of the L2 penalty, falling. */
  public static final List<Double> GRID = List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6);

  /** Taken where none can be chosen, because there are not two folds with rows. */
  public static final double DEFAULT = 1e-3;

  /** Parts of the rows to fit to, each of which is judged by what was fitted to the others. */
  public static final int FOLDS = 5;

  /** Column with a row's place, from 0 to less than {@link #PLACES}. */
  public static final String PLACE = "gim_place";

  /** Places among which keys are spread. */
  public static final int PLACES = 1_000_000;

  private static final String PURPOSE = "fold"; // so that folds have nothing to do with test rows

  private Penalties() {}

  /** What is said where none can be chosen. */
  public static LocalRegression.Choice notChosen() {
    return new LocalRegression.Choice(DEFAULT, List.of(new FitNote.NotChosen(DEFAULT)));
  }

  /**
   * The place of a row, by its key: always the same, whatever other rows there are. Segments of a
   * recording have the same.
   */
  public static Column place(Column key) {
    return pmod(xxhash64(RecordingKey.of(key), lit(PURPOSE)), lit(PLACES)).cast("int");
  }

  /** The fold that belongs to a place. */
  public static int fold(int place) {
    return place % FOLDS;
  }
}
