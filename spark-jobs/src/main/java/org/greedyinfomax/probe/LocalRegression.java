package org.greedyinfomax.probe;

import java.util.List;
import java.util.stream.IntStream;
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

  /** The penalty that settings name, or the best. */
  double penalty(ProbeSettings settings) {
    return settings.choosesRegParam() ? bestPenalty() : settings.regParam();
  }

  /**
   * The penalty with which most rows are told right by what is fitted to the other folds; of
   * several the largest.
   */
  double bestPenalty() {
    long[][] right =
        IntStream.range(0, Penalties.FOLDS)
            .parallel()
            .mapToObj(this::rightOfFold)
            .toArray(long[][]::new);
    int best = 0;
    long most = -1;
    for (int p = 0; p < Penalties.GRID.size(); p++) {
      long sum = 0;
      for (long[] ofFold : right) {
        sum += ofFold[p];
      }
      if (sum > most) {
        best = p;
        most = sum;
      }
    }
    return Penalties.GRID.get(best);
  }

  /** For each penalty, from the largest down, each fit beginning where the last one ended. */
  private long[] rightOfFold(int fold) {
    long[] right = new long[Penalties.GRID.size()];
    List<RowBlock> judged = table.of(fold);
    List<RowBlock> fitted = table.without(fold);
    if (judged.isEmpty() || fitted.isEmpty()) {
      return right;
    }
    double[] parameters = untrained();
    for (int p = 0; p < right.length; p++) {
      parameters = fit(fitted, Penalties.GRID.get(p), parameters);
      right[p] = LogisticLoss.right(judged, table.channels(), classes(), parameters);
    }
    return right;
  }

  /** The classifier of all rows. */
  LinearModel fit(double penalty) {
    return new LinearModel(table.classes(), fit(table.all(), penalty, untrained()));
  }

  private double[] fit(List<RowBlock> blocks, double penalty, double[] start) {
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
