package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import java.util.Objects;
import java.util.Optional;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/** Softmax cross-entropy of each row: of contexts with their candidates, and of classes. */
final class ContrastPasses {

  private ContrastPasses() {}

  /** See {@link Engine#contrast}. */
  static ContrastSums contrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    Shapes.requireSameColumns(candidates, predicted.matrix());
    ContrastSums sums =
        host(predicted.memory()) instanceof FloatMemory
            ? new FloatContrast(sets, weights, candidates, predicted, dCandidates, scratch).all()
            : contrastOneByOne(sets, weights, candidates, predicted, dCandidates);
    sets.forEachGap(
        predicted.length(0),
        predicted.length(1),
        (first, count) -> Elementwise.fill(predicted.matrix().rows(first, count), 0));
    return sums;
  }

  private static ContrastSums contrastOneByOne(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates) {
    Softmax softmax = new Softmax();
    for (int s = 0; s < sets.count(); s++) {
      for (int i = 0; i < sets.steps(s); i++) {
        int step = sets.firstStep(s) + i;
        int[] rows = new int[1 + sets.perSet()];
        rows[0] = sets.positive(s, i);
        for (int j = 0; j < sets.perSet(); j++) {
          rows[1 + j] = sets.negative(s, j);
        }
        int place = step * predicted.length(1) + sets.context(s);
        Matrix prediction = predicted.matrix().rows(place, 1);
        contrast(prediction, rows, weights[step], candidates, dCandidates, softmax);
      }
    }
    return softmax.sums();
  }

  private static void contrast(
      Matrix prediction,
      int[] rows,
      double weight,
      Matrix candidates,
      Optional<Matrix> dCandidates,
      Softmax softmax) {
    HostMemory numbers = host(prediction.memory());
    HostMemory known = host(candidates.memory());
    long p = prediction.offset();
    int channels = prediction.columns();
    double[] logits = new double[rows.length];
    for (int j = 0; j < rows.length; j++) {
      logits[j] = numbers.dot(p, known, candidates.row(rows[j]), channels);
    }
    softmax.add(logits, 0, weight);
    for (int j = 0; j < rows.length && dCandidates.isPresent(); j++) {
      Matrix sums = dCandidates.get();
      host(sums.memory()).addScaled(sums.row(rows[j]), logits[j], numbers, p, channels);
    }
    numbers.clear(p, channels);
    for (int j = 0; j < rows.length; j++) {
      numbers.addScaled(p, logits[j], known, candidates.row(rows[j]), channels);
    }
  }

  static ContrastSums classify(Matrix logits, int[] classes, double scale) {
    Shapes.requireClasses(classes, logits);
    HostMemory memory = host(logits.memory());
    double[] row = new double[logits.columns()];
    Softmax softmax = new Softmax();
    for (int a = 0; a < logits.rows(); a++) {
      long start = logits.row(a);
      for (int j = 0; j < row.length; j++) {
        row[j] = memory.get(start + j);
      }
      softmax.add(row, Objects.checkIndex(classes[a], row.length), scale);
      for (int j = 0; j < row.length; j++) {
        memory.put(start + j, row[j]);
      }
    }
    return softmax.sums();
  }
}
