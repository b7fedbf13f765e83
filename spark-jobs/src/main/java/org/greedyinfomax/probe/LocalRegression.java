package org.greedyinfomax.probe;

import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.ProbeSettings;

/** Multinomial logistic regression on vectors that are all in memory. */
final class LocalRegression {

  private final FittingTable table;
  private final int maxIterations;
  private final double[][] covariance;

  /**
   * Prepares to fit.
   *
   * @param maxIterations of every fit, at least 1
   */
  LocalRegression(FittingTable table, int maxIterations) {
    this.table = table;
    this.maxIterations = maxIterations;
    covariance = Curvature.covariance(table.all(), table.channels());
  }

  /**
   * A penalty.
   *
   * @param regParam its weight
   * @param notes what is to be said of how it was chosen, a sentence each
   */
  record Choice(double regParam, List<String> notes) {

    Choice {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A classifier of all rows.
   *
   * @param isConverged whether its loss is at the minimum
   */
  record Fitted(LinearModel model, boolean isConverged) {

    /** What is to be said of it, a sentence each. */
    List<String> notes(int maxIterations) {
      return isConverged ? List.of() : List.of(notConverged(maxIterations));
    }
  }

  /** What is to be said of a fit that did not reach the minimum. */
  static String notConverged(int maxIterations) {
    return Text.format(
        "the linear classifier did not converge within %d iterations: raise probe.maxIterations",
        maxIterations);
  }

  /** The penalty that settings name, or the best. */
  Choice penalty(ProbeSettings settings) {
    return settings.choosesRegParam() ? bestPenalty() : new Choice(settings.regParam(), List.of());
  }

  /**
   * The penalty with which most rows are told right by what is fitted to the other folds; of
   * several the largest. {@link Penalties#DEFAULT} if all rows are of one fold.
   */
  Choice bestPenalty() {
    List<Integer> filled =
        IntStream.range(0, Penalties.FOLDS).filter(f -> !table.of(f).isEmpty()).boxed().toList();
    if (filled.size() < 2) {
      return Penalties.notChosen();
    }
    List<Judged> judged = filled.parallelStream().map(this::judge).toList();
    int best = 0;
    long most = -1;
    for (int p = 0; p < Penalties.GRID.size(); p++) {
      int penalty = p;
      long sum = judged.stream().mapToLong(fold -> fold.right[penalty]).sum();
      if (sum > most) {
        best = p;
        most = sum;
      }
    }
    int unfinished = judged.stream().mapToInt(Judged::unfinished).sum();
    int fits = judged.size() * Penalties.GRID.size();
    return new Choice(
        Penalties.GRID.get(best),
        unfinished == 0
            ? List.of()
            : List.of(
                Text.format(
                    "%d of the %d fits that the penalty was chosen by did not converge within %d"
                        + " iterations: raise probe.maxIterations",
                    unfinished, fits, maxIterations)));
  }

  /**
   * What fits to the other folds come to on one.
   *
   * @param right rows that are told right, for each penalty
   * @param unfinished fits that did not converge
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel of two: compared by nobody
  private record Judged(long[] right, int unfinished) {}

  /** For each penalty, from the largest down, each fit beginning where the last one ended. */
  private Judged judge(int fold) {
    long[] right = new long[Penalties.GRID.size()];
    List<RowBlock> judged = table.of(fold);
    List<RowBlock> fitted = table.without(fold);
    int unfinished = 0;
    double[] parameters = untrained();
    for (int p = 0; p < right.length; p++) {
      Lbfgs.Minimum found = fit(fitted, Penalties.GRID.get(p), parameters);
      parameters = found.parameters();
      unfinished += found.isConverged() ? 0 : 1;
      right[p] = LogisticLoss.right(judged, table.channels(), classes(), parameters);
    }
    return new Judged(right, unfinished);
  }

  /** The classifier of all rows, by way of the larger penalties, as of the folds. */
  Fitted fit(double penalty) {
    double[] start = untrained();
    for (double larger : Penalties.GRID) {
      if (larger > penalty) {
        start = fit(table.all(), larger, start).parameters();
      }
    }
    Lbfgs.Minimum found = fit(table.all(), penalty, start);
    return new Fitted(new LinearModel(table.classes(), found.parameters()), found.isConverged());
  }

  private Lbfgs.Minimum fit(List<RowBlock> blocks, double penalty, double[] start) {
    LogisticLoss loss = new LogisticLoss(blocks, table.channels(), classes(), penalty);
    Curvature curvature = Curvature.of(covariance, table.channels(), classes(), penalty);
    return new Lbfgs(loss, curvature, maxIterations).minimize(start);
  }

  private double[] untrained() {
    return new double[LogisticLoss.size(table.channels(), classes())];
  }

  private int classes() {
    return table.classes().length;
  }
}
