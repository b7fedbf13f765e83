package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.view;

import java.util.Arrays;
import java.util.Objects;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/**
 * Rows that indices name: read, replaced, and added to. All of it is gathering, seen from the
 * target: what no index names gathers itself.
 */
final class ArrayRows {

  private final ArrayOperations operations;
  private final Arena scratch;

  ArrayRows(ArrayOperations operations, Arena scratch) {
    this.operations = operations;
    this.scratch = scratch;
  }

  /** {@code to[i] = from[rows[i]]}. */
  void gather(Matrix from, int[] rows, Matrix to) {
    Shapes.requireSameColumns(from, to);
    for (int row : rows) {
      Objects.checkIndex(row, from.rows());
    }
    operations.gather(view(from), rows, view(to));
  }

  /**
   * {@code to[rows[i]] = from[i]}, where rows ascend and no two are the same.
   *
   * @param from may have more rows than there are indices
   */
  void put(Matrix from, int[] rows, Matrix to) {
    for (int row : rows) {
      Objects.checkIndex(row, to.rows());
    }
    ArrayParts.ofRows(
        to.rows(), to.columns(), (first, count) -> putInPart(from, rows, first, to, count));
  }

  /** What belongs to {@code count} rows from {@code first} on. */
  private void putInPart(Matrix from, int[] rows, int first, Matrix to, int count) {
    int[] chosen = new int[count];
    Arrays.setAll(chosen, row -> row);
    boolean isAny = false;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= first && rows[i] < first + count) {
        chosen[rows[i] - first] = count + i;
        isAny = true;
      }
    }
    if (isAny) {
      try (Arena.Frame frame = scratch.frame()) {
        Matrix part = to.rows(first, count);
        Matrix choice = scratch.allocate(count + from.rows(), to.columns()).matrix();
        operations.copy(view(part), view(choice.rows(0, count)));
        operations.copy(view(from), view(choice.rows(count, from.rows())));
        operations.gather(view(choice), chosen, view(part));
      }
    }
  }

  /** {@code to[rows[i]] += from[i]}; rows come in any order, and any number of times. */
  void add(Matrix from, int[] rows, Matrix to) {
    Shapes.requireSameColumns(from, to);
    for (int row : rows) {
      Objects.checkIndex(row, to.rows());
    }
    int largest = Math.max(1, ArrayParts.LARGEST / from.columns());
    RepeatedRows.of(rows)
        .forEachGroup(largest, (size, sources, targets) -> add(from, size, sources, targets, to));
  }

  /**
   * Adds to each target the sum of the next {@code size} sources.
   *
   * <p>Some sums too many are computed, up to a power of two of them: ND4J keeps what it knows of
   * every shape that it has ever seen, and targets are as many as chance will have it.
   */
  private void add(Matrix from, int size, int[] sources, int[] targets, Matrix to) {
    try (Arena.Frame frame = scratch.frame()) {
      int columns = from.columns();
      int sums = Integer.highestOneBit(2 * targets.length - 1);
      Tensor total = scratch.allocate(sums, columns);
      Tensor before = scratch.allocate(sums, columns);
      if (size == 1) {
        operations.gather(view(from), filled(sources, sums), view(total));
      } else {
        Tensor summands = scratch.allocate(sums, size, columns);
        operations.gather(view(from), filled(sources, sums * size), view(summands.matrix()));
        operations.sum(view(summands), 1, view(total));
      }
      operations.gather(view(to), filled(targets, sums), view(before));
      operations.add(view(before), view(total), view(total));
      put(total.matrix(), targets, to);
    }
  }

  /** So many indices, of which the last are any. */
  private static int[] filled(int[] indices, int length) {
    int[] filled = Arrays.copyOf(indices, length);
    Arrays.fill(filled, indices.length, length, indices[0]);
    return filled;
  }
}
