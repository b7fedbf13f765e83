package org.greedyinfomax.tensor;

import static org.greedyinfomax.tensor.ArrayMemory.flat;
import static org.greedyinfomax.tensor.ArrayMemory.view;

import java.util.Arrays;
import java.util.Objects;

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

  /** {@code to[rows[i]] = from[i]}, where rows ascend and no two are the same. */
  void put(Matrix from, int[] rows, Matrix to) {
    Objects.checkIndex(rows[0], to.rows());
    Objects.checkIndex(rows[rows.length - 1], to.rows());
    forEachSpan(
        rows,
        to.columns(),
        (first, count) -> {
          int[] some = Arrays.copyOfRange(rows, first, first + count);
          Matrix span = to.rows(some[0], some[count - 1] - some[0] + 1);
          putInSpan(from.rows(first, count), some, span);
        });
  }

  private void putInSpan(Matrix from, int[] rows, Matrix span) {
    try (Arena.Frame frame = scratch.frame()) {
      Matrix choice = scratch.allocate(span.rows() + from.rows(), span.columns()).matrix();
      operations.copy(view(span), view(choice.rows(0, span.rows())));
      operations.copy(view(from), view(choice.rows(span.rows(), from.rows())));
      int[] chosen = new int[span.rows()];
      Arrays.setAll(chosen, row -> row);
      for (int i = 0; i < rows.length; i++) {
        chosen[rows[i] - rows[0]] = span.rows() + i;
      }
      operations.gather(view(choice), chosen, view(span));
    }
  }

  /** Splits ascending rows so that none of the parts spans more than scratch holds. */
  private static void forEachSpan(int[] rows, int columns, ArrayParts.Rows work) {
    int most = Math.max(1, ArrayParts.LARGEST / columns);
    for (int first = 0, next = 0; first < rows.length; first = next) {
      while (next < rows.length && rows[next] - rows[first] < most) {
        next++;
      }
      work.on(first, next - first);
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

  /** Adds to each target the sum of the next {@code size} sources. */
  private void add(Matrix from, int size, int[] sources, int[] targets, Matrix to) {
    try (Arena.Frame frame = scratch.frame()) {
      int columns = from.columns();
      Tensor sums = scratch.allocate(targets.length, columns);
      Tensor before = scratch.allocate(targets.length, columns);
      if (size == 1) {
        operations.gather(view(from), sources, view(sums));
      } else {
        Tensor summands = scratch.allocate(targets.length, size, columns);
        operations.gather(view(from), sources, view(summands.matrix()));
        operations.sum(view(summands), 1, view(sums));
      }
      operations.gather(view(to), targets, view(before));
      operations.add(flat(before), flat(sums), flat(sums));
      put(sums.matrix(), targets, to);
    }
  }
}
