package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.flat;
import static org.greedyinfomax.tensor.nd4j.ArrayMemory.lengths;
import static org.greedyinfomax.tensor.nd4j.ArrayMemory.view;

import java.util.Arrays;
import java.util.Objects;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax cross-entropy of the rows of a matrix, see {@link Engine#classify}. */
final class ArrayCrossEntropy {

  private final ArrayOperations operations;
  private final Arena scratch;

  ArrayCrossEntropy(ArrayOperations operations, Arena scratch) {
    this.operations = operations;
    this.scratch = scratch;
  }

  ContrastSums classify(Matrix logits, int[] classes, double scale) {
    double[] weights = new double[classes.length];
    Arrays.fill(weights, scale);
    return classify(logits, classes, weights);
  }

  /** Returns the same with a weight for each row. */
  ContrastSums classify(Matrix logits, int[] classes, double[] weights) {
    Shapes.requireClasses(classes, logits);
    for (int right : classes) {
      Objects.checkIndex(right, logits.columns());
    }
    double[] sums = new double[2];
    ArrayParts.ofRows(
        logits.rows(),
        logits.columns(),
        (from, count) -> {
          int[] some = Arrays.copyOfRange(classes, from, from + count);
          double[] someWeights = Arrays.copyOfRange(weights, from, from + count);
          ContrastSums part = classifyPart(logits.rows(from, count), some, someWeights);
          sums[0] += part.loss();
          sums[1] += part.correct();
        });
    return new ContrastSums(sums[0], sums[1]);
  }

  private ContrastSums classifyPart(Matrix logits, int[] classes, double[] weights) {
    try (Arena.Frame frame = scratch.frame()) {
      int count = logits.rows();
      INDArray s = view(logits);
      INDArray room = view(scratch.allocate(count, logits.columns()));
      Tensor found = scratch.allocate(3, count);
      Tensor total = found.slice(0, count); // the highest score before
      Tensor margin = found.slice(count, count); // of the right score over the highest: at most 0
      Tensor ties = found.slice(2L * count, count);
      operations.max(s, 1, flat(total));
      operations.subtract(s, view(total, count, 1), s);
      operations.gather(numbers(logits), places(logits, classes), flat(margin));
      operations.sign(s, room); // −1 below the highest score, 0 at it
      operations.sum(room, 1, flat(ties));
      operations.exp(s);
      operations.sum(s, 1, flat(total));
      operations.divide(s, view(total, count, 1), s);
      operations.oneHot(classes, room);
      operations.subtract(s, room, s);
      ContrastSums sums = sums(ArrayConversion.read(found), logits.columns(), weights);
      ArrayConversion.write(weights, total);
      operations.multiply(s, view(total, count, 1), s);
      return sums;
    }
  }

  private static ContrastSums sums(double[] found, int columns, double[] weights) {
    int count = found.length / 3;
    double loss = 0;
    double correct = 0;
    for (int a = 0; a < count; a++) {
      double total = found[a];
      double margin = found[count + a];
      loss += weights[a] * (Math.log(total) - margin);
      if (margin == 0 && !Double.isNaN(total)) {
        correct += weights[a] / (columns + found[2 * count + a]);
      }
    }
    return new ContrastSums(loss, correct);
  }

  /**
   * Returns all numbers from the first of the matrix to its last, with what lies between its rows.
   */
  private static INDArray numbers(Matrix x) {
    long length = x.row(x.rows() - 1) - x.offset() + x.columns();
    return ArrayMemory.of(x.memory()).view(x.offset(), lengths(length), lengths(1));
  }

  /** Returns where the numbers of a column for each row are among these. */
  private static int[] places(Matrix x, int[] columns) {
    int[] places = new int[columns.length];
    Arrays.setAll(places, r -> Math.toIntExact(x.row(r) - x.offset() + columns[r]));
    return places;
  }
}
