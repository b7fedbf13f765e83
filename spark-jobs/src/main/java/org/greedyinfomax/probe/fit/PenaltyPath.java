package org.greedyinfomax.probe.fit;

import java.util.List;

/**
 * Fits to all rows with one penalty after another, from the strongest to the weakest. A fit begins
 * where the last two ended and as much farther again; and what it learned about the loss, folds
 * begin with.
 */
final class PenaltyPath {

  /** Nats by which the loss of a fit may lie above its minimum. */
  static final double TOLERANCE = 1e-6;

  private final FittingTable table;
  private final int maxIterations;

  /**
   * Prepares to fit.
   *
   * @param maxIterations of every fit, at least 1
   */
  PenaltyPath(FittingTable table, int maxIterations) {
    this.table = table;
    this.maxIterations = maxIterations;
  }

  /**
   * Where a fit began and ended.
   *
   * @param isFirst whether there was no fit before, so that nothing is known of how parameters move
   * @param before parameters of the fit before
   * @param curvature at the beginning
   * @param reached the end
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel: compared by nobody
  record Step(boolean isFirst, double[] before, Curvature curvature, Lbfgs.Minimum reached) {

    /** Some parameters, moved as far as this step has moved those of all rows. */
    double[] moved(double[] parameters) {
      double[] moved = parameters.clone();
      Curvature.add(1, reached.parameters(), moved);
      Curvature.add(-1, before, moved);
      return moved;
    }

    private double[] ahead() {
      return isFirst ? reached.parameters() : moved(reached.parameters());
    }
  }

  /** Parameters of a classifier that knows nothing. */
  double[] untrained() {
    return new double[LogisticLoss.size(table.channels(), table.classes().length)];
  }

  /** The fit with the first penalty. */
  Step first(double penalty) {
    return step(true, untrained(), untrained(), penalty);
  }

  /** The fit with the next penalty after another. */
  Step next(Step last, double penalty) {
    return step(false, last.reached.parameters(), last.ahead(), penalty);
  }

  private Step step(boolean isFirst, double[] before, double[] start, double penalty) {
    Curvature curvature =
        Curvature.of(table.all(), table.channels(), table.classes().length, start, penalty);
    Lbfgs.Minimum reached =
        new Lbfgs(loss(table.all(), penalty), curvature, maxIterations, TOLERANCE, List.of())
            .minimize(start);
    return new Step(isFirst, before, curvature, reached);
  }

  /** A fit to some of the rows, which begins with what is known of the fit to all. */
  Lbfgs.Minimum fit(LogisticLoss loss, Step toAll, double[] start, double tolerance) {
    return new Lbfgs(loss, toAll.curvature, maxIterations, tolerance, toAll.reached.moves())
        .minimize(start);
  }

  /** The loss of some rows. */
  LogisticLoss loss(List<RowBlock> blocks, double penalty) {
    return new LogisticLoss(blocks, table.channels(), table.classes().length, penalty);
  }
}
