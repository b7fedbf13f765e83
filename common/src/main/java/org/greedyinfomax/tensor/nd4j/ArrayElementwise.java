package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.flat;
import static org.greedyinfomax.tensor.nd4j.ArrayMemory.turned;
import static org.greedyinfomax.tensor.nd4j.ArrayMemory.view;

import java.util.Arrays;
import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Passes over arrays, their sums, and Adam. */
final class ArrayElementwise {

  /** Rows of a column that are summed at once, and then their sums: long sums round too much. */
  private static final int SUMMED = 256;

  private final ArrayOperations operations;
  private final Arena scratch;

  ArrayElementwise(ArrayOperations operations, Arena scratch) {
    this.operations = operations;
    this.scratch = scratch;
  }

  void fill(Matrix x, double value) {
    operations.fill(view(x), value);
  }

  void copy(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    operations.copy(view(from), view(to));
  }

  void transpose(Matrix from, Matrix to) {
    Shapes.requireTransposed(from, to);
    operations.copy(turned(from), view(to));
  }

  void add(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    operations.add(view(to), view(from), view(to));
  }

  void addBias(Tensor bias, Matrix x) {
    Shapes.requireRow(bias, x);
    operations.add(view(x), flat(bias), view(x));
  }

  void relu(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    operations.relu(view(from), view(to));
  }

  void reluGradient(Matrix y, Matrix dy) {
    Shapes.requireSame(y, dy);
    operations.reluGradient(view(y), view(dy));
  }

  void addColumnSums(Matrix x, Tensor sums) {
    Shapes.requireRow(sums, x);
    try (Arena.Frame frame = scratch.frame()) {
      int whole = x.rows() / SUMMED; // groups of rows
      int rest = x.rows() % SUMMED;
      Tensor parts = scratch.allocate(whole + 1, x.columns());
      Tensor total = scratch.allocate(x.columns());
      if (whole > 0) {
        INDArray groups = groups(x.rows(0, whole * SUMMED), SUMMED);
        operations.sum(groups, 1, view(parts.matrix().rows(0, whole)));
      }
      if (rest > 0) {
        Tensor last = parts.slice((long) whole * x.columns(), x.columns());
        operations.sum(view(x.rows(whole * SUMMED, rest)), 0, view(last));
      }
      operations.sum(view(parts.matrix().rows(0, whole + (rest > 0 ? 1 : 0))), 0, view(total));
      operations.add(flat(sums), view(total), flat(sums));
    }
  }

  /** {@code [groups, size, columns]}: every {@code size} rows are a group. */
  static INDArray groups(Matrix x, int size) {
    long stride = x.isContiguous() ? x.columns() : x.rowStride();
    return ArrayMemory.of(x.memory())
        .view(
            x.offset(),
            ArrayMemory.lengths(x.rows() / size, size, x.columns()),
            ArrayMemory.lengths(size * stride, stride, 1));
  }

  double sumOfSquares(Matrix x) {
    try (Arena.Frame frame = scratch.frame()) {
      Tensor sums = scratch.allocate(x.rows());
      operations.sumOfSquares(view(x), 1, view(sums));
      return Arrays.stream(ArrayConversion.read(sums)).sum();
    }
  }

  void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    Shapes.requireMoments(gradient, first, second, value);
    ArrayParts.ofNumbers(
        value.size(),
        (from, count) ->
            adamOnPart(
                step,
                gradient.slice(from, count),
                first.slice(from, count),
                second.slice(from, count),
                value.slice(from, count)));
  }

  private void adamOnPart(
      AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    try (Arena.Frame frame = scratch.frame()) {
      INDArray g = flat(gradient);
      INDArray m = flat(first);
      INDArray v = flat(second);
      INDArray x = flat(value);
      INDArray room = flat(scratch.allocate(Shapes.count(value.size())));
      operations.multiply(step.beta1(), m);
      operations.copy(g, room);
      operations.multiply(1 - step.beta1(), room);
      operations.add(m, room, m);
      operations.multiply(step.beta2(), v);
      operations.multiply(g, g, room);
      operations.multiply(1 - step.beta2(), room);
      operations.add(v, room, v);
      operations.sqrt(v, room);
      operations.multiply(1 / step.secondCorrection(), room);
      operations.add(step.epsilon(), room);
      operations.divide(m, room, room);
      operations.multiply(step.stepSize(), room);
      operations.subtract(x, room, x);
    }
  }
}
