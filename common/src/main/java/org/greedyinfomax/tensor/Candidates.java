package org.greedyinfomax.tensor;

import static org.greedyinfomax.tensor.Nd4jEngine.host;

import java.util.Objects;
import java.util.Optional;

/** True and false candidates: their rows, their scores, and the way back. */
final class Candidates {

  private Candidates() {}

  static void gather(Matrix from, int[] rows, int start, Matrix to) {
    Shapes.requireSameColumns(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    for (int i = 0; i < to.rows(); i++) {
      target.copy(to.row(i), source, from.row(rows[start + i]), to.columns());
    }
  }

  static void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {
    Shapes.requireSameColumns(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    for (int i = 0; i < from.rows(); i++) {
      target.addScaled(to.row(rows[start + i]), 1, source, from.row(i), from.columns());
    }
  }

  static void rowDots(Matrix x, Matrix y, Matrix dots) {
    Shapes.requireSameColumns(x, y);
    HostMemory left = host(x.memory());
    HostMemory right = host(y.memory());
    HostMemory result = host(dots.memory());
    for (int i = 0; i < dots.rows(); i++) {
      result.put(dots.row(i), left.dot(x.row(i), right, y.row(i), x.columns()));
    }
  }

  static void addScaledRows(Matrix factors, Matrix x, Matrix y) {
    Shapes.requireSameColumns(x, y);
    HostMemory factor = host(factors.memory());
    HostMemory source = host(x.memory());
    HostMemory target = host(y.memory());
    for (int i = 0; i < factors.rows(); i++) {
      target.addScaled(y.row(i), factor.get(factors.row(i)), source, x.row(i), x.columns());
    }
  }

  static void score(
      CandidateSets sets, Matrix rows, Tensor predicted, Tensor scores, Tensor scratch) {
    HostMemory source = host(rows.memory());
    HostMemory target = host(scratch.memory());
    Matrix gathered = scratch.matrix();
    Matrix columns = gathered.transposed();
    for (int s = 0; s < sets.count(); s++) {
      gather(sets, s, source, rows, target, gathered);
      Nd4jEngine.gemm(of(predicted, sets, s, 0), columns, 0, of(scores, sets, s, 1));
    }
  }

  static void scoreGradients(
      CandidateSets sets,
      Matrix rows,
      Tensor predicted,
      Tensor dScores,
      Tensor dPredicted,
      Optional<Matrix> dRows,
      Tensor scratch) {
    HostMemory source = host(rows.memory());
    HostMemory target = host(scratch.memory());
    Matrix gathered = scratch.matrix();
    for (int s = 0; s < sets.count(); s++) {
      Matrix slopes = of(dScores, sets, s, 1);
      gather(sets, s, source, rows, target, gathered);
      Nd4jEngine.gemm(slopes, gathered, 1, of(dPredicted, sets, s, 0));
      if (dRows.isPresent()) { // now the gradients of the rows
        Matrix sums = dRows.get();
        Nd4jEngine.gemm(slopes.transposed(), of(predicted, sets, s, 0), 0, gathered);
        HostMemory total = host(sums.memory());
        for (int j = 0; j < sets.perSet(); j++) {
          total.addScaled(sums.row(sets.row(s, j)), 1, target, gathered.row(j), gathered.columns());
        }
      }
    }
  }

  private static void gather(
      CandidateSets sets,
      int set,
      HostMemory source,
      Matrix rows,
      HostMemory target,
      Matrix gathered) {
    for (int j = 0; j < sets.perSet(); j++) {
      target.copy(gathered.row(j), source, rows.row(sets.row(set, j)), gathered.columns());
    }
  }

  /**
   * Rows of a set's context at its steps in a tensor {@code [steps, contexts, columns]}, from
   * column {@code first} on.
   */
  private static Matrix of(Tensor tensor, CandidateSets sets, int set, int first) {
    int columns = tensor.length(2);
    int perStep = tensor.length(1) * columns;
    long start = (long) sets.firstStep(set) * perStep + (long) sets.context(set) * columns;
    return tensor.rows(start + first, sets.steps(set), columns - first, perStep);
  }

  static ContrastSums contrast(Matrix scores, double scale) {
    return classify(scores, new int[scores.rows()], scale);
  }

  static ContrastSums classify(Matrix scores, int[] classes, double scale) {
    Shapes.requireClasses(classes, scores);
    HostMemory memory = host(scores.memory());
    int candidates = scores.columns();
    double[] row = new double[candidates];
    double loss = 0;
    double correct = 0;
    for (int a = 0; a < scores.rows(); a++) {
      long start = scores.row(a);
      double highest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < candidates; j++) {
        row[j] = memory.get(start + j);
        highest = Math.max(highest, row[j]); // NaN stays NaN
      }
      int right = Objects.checkIndex(classes[a], candidates);
      correct += chanceToPick(right, row, highest);
      double total = 0;
      double positive = row[right] - highest;
      for (int j = 0; j < candidates; j++) {
        row[j] = Math.exp(row[j] - highest);
        total += row[j];
      }
      loss += Math.log(total) - positive;
      for (int j = 0; j < candidates; j++) {
        double probability = row[j] / total;
        memory.put(start + j, scale * (j == right ? probability - 1 : probability));
      }
    }
    return new ContrastSums(loss, correct);
  }

  private static double chanceToPick(int right, double[] row, double highest) {
    if (row[right] < highest) {
      return 0;
    }
    int ties = 0;
    for (double score : row) {
      if (score == highest) {
        ties++;
      }
    }
    return ties == 0 ? 0 : 1.0 / ties;
  }
}
