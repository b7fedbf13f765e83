package org.greedyinfomax.probe.fit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * Minimizes a logistic loss by L-BFGS, which begins with an estimate of the curvature.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu, Nocedal: On the limited memory BFGS method
 *     for large scale optimization (1989)</a>
 */
final class Lbfgs {

  /** Steps that are remembered: the more of them, the fewer steps it takes. */
  private static final int MEMORY = 40;

  /** As many of them where their numbers would take more room than {@link #ROOM}. */
  private static final int LEAST_MEMORY = 10;

  private static final int ROOM = 1 << 20; // numbers: 8 MiB

  private static final double SUFFICIENT = 1e-4; // share of the foretold decrease, of Armijo
  private static final int HALVINGS = 30;

  private final LogisticLoss loss;
  private final Curvature curvature;
  private final int maxIterations;
  private final double tolerance;
  private final Deque<Move> moves; // newest first

  /** A step, and by how much the gradient changed on it; only read, once it is made. */
  static final class Move {
    private final double[] step;
    private final double[] change;
    private final double product; // of these, more than 0

    Move(double[] step, double[] change, double product) {
      this.step = step;
      this.change = change;
      this.product = product;
    }
  }

  /**
   * Prepares to minimize.
   *
   * @param maxIterations at least 1
   * @param tolerance nats by which the loss may lie above its minimum, by the estimated curvature
   * @param moves of a loss that is much alike, newest first: they tell of its curvature, too
   */
  Lbfgs(
      LogisticLoss loss,
      Curvature curvature,
      int maxIterations,
      double tolerance,
      List<Move> moves) {
    this.loss = loss;
    this.curvature = curvature;
    this.maxIterations = maxIterations;
    this.tolerance = tolerance;
    this.moves = new ArrayDeque<>(moves);
  }

  /**
   * Where it ended.
   *
   * @param parameters there
   * @param isConverged whether that is the minimum, and not where iterations or the precision of
   *     numbers came to their end
   * @param moves that led there, newest first
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel: compared by nobody
  record Minimum(double[] parameters, boolean isConverged, List<Move> moves) {

    Minimum {
      moves = List.copyOf(moves);
    }
  }

  /**
   * Minimizes.
   *
   * @param start parameters to start with, which stay as they are
   * @throws IllegalArgumentException if the loss there is no number
   */
  Minimum minimize(double[] start) {
    double[] at = start.clone();
    double[] gradient = new double[at.length];
    double value = loss.at(at, gradient);
    Check.argument(
        Double.isFinite(value),
        "no linear classifier can be fitted to vectors that are not all finite numbers");
    for (int i = 0; i < maxIterations; i++) {
      double[] direction = direction(gradient);
      double slope = product(gradient, direction);
      if (-slope / 2 < tolerance) {
        return minimum(at, true);
      }
      double[] next = new double[at.length];
      double[] nextGradient = new double[at.length];
      double length = 1;
      double found = Double.NaN;
      for (int h = 0; h < HALVINGS; h++, length /= 2) {
        for (int p = 0; p < at.length; p++) {
          next[p] = at[p] + length * direction[p];
        }
        found = loss.at(next, nextGradient);
        if (found <= value + SUFFICIENT * length * slope) {
          break;
        }
      }
      if (!(found < value)) {
        break; // as low as numbers can tell
      }
      remember(at, next, gradient, nextGradient);
      at = next;
      gradient = nextGradient;
      value = found;
    }
    return minimum(at, false);
  }

  private Minimum minimum(double[] at, boolean isConverged) {
    return new Minimum(at, isConverged, List.copyOf(moves));
  }

  private void remember(double[] at, double[] next, double[] gradient, double[] nextGradient) {
    double[] step = difference(next, at);
    double[] change = difference(nextGradient, gradient);
    double product = product(step, change);
    if (product > 0) {
      moves.addFirst(new Move(step, change, product));
      if (moves.size() > Math.max(LEAST_MEMORY, Math.min(MEMORY, ROOM / (2 * step.length)))) {
        moves.removeLast();
      }
    }
  }

  /** Downhill, by the two loops of the algorithm. */
  private double[] direction(double[] gradient) {
    double[] rest = gradient.clone();
    double[] shares = new double[moves.size()];
    int m = 0;
    for (Move move : moves) {
      shares[m] = product(move.step, rest) / move.product;
      Curvature.add(-shares[m], move.change, rest);
      m++;
    }
    double[] direction = curvature.solve(rest);
    if (!moves.isEmpty()) {
      Move newest = moves.getFirst();
      double scale = newest.product / product(newest.change, curvature.solve(newest.change));
      for (int p = 0; p < direction.length; p++) {
        direction[p] *= scale;
      }
    }
    Iterator<Move> oldestFirst = moves.descendingIterator();
    while (oldestFirst.hasNext()) {
      Move move = oldestFirst.next();
      m--;
      Curvature.add(
          shares[m] - product(move.change, direction) / move.product, move.step, direction);
    }
    for (int p = 0; p < direction.length; p++) {
      direction[p] = -direction[p];
    }
    return direction;
  }

  private static double[] difference(double[] x, double[] y) {
    double[] difference = x.clone();
    Curvature.add(-1, y, difference);
    return difference;
  }

  private static double product(double[] x, double[] y) {
    return Curvature.product(x, y, x.length);
  }
}
