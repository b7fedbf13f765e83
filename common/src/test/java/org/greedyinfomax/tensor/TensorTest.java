package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TensorTest {

  private final Bench bench = new Bench(Precision.SINGLE);
  private final Tensor tensor = bench.of(new double[] {0, 1, 2, 3, 4, 5}, 2, 3);

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void sharesItsNumbersWithSlicesAndReshapes() {
    bench.engine().fill(tensor.slice(4, 2).matrix(), 9);

    assertThat(bench.read(tensor.reshape(3, 2))).containsExactly(0, 1, 2, 3, 9, 9);
  }

  @Test
  void takesTheLastAxisAsColumns() {
    Matrix matrix = bench.zeros(2, 3, 5).matrix();

    assertThat(matrix.rows()).isEqualTo(6);
    assertThat(matrix.columns()).isEqualTo(5);
  }

  @Test
  void cutsRowsAndColumnsOutOfAMatrix() {
    bench.engine().fill(tensor.matrix().rows(1, 1).columns(1, 2), 7);

    assertThat(bench.read(tensor)).containsExactly(0, 1, 2, 3, 7, 7);
  }

  @Test
  void requiresAShape() {
    assertThat(tensor.require("x", 2, -1)).isSameAs(tensor);
    assertThatThrownBy(() -> tensor.require("input", -1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input must have shape [*, 4], but has [2, 3]");
    assertThatThrownBy(() -> tensor.require("input", 6))
        .hasMessage("input must have shape [6], but has [2, 3]");
  }

  @Test
  void refusesViewsThatReachBeyondIt() {
    assertThatThrownBy(() -> tensor.reshape(4, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor of shape [2, 3] cannot take the shape [4, 2]");
    assertThatThrownBy(() -> tensor.slice(3, 2, 2))
        .hasMessage("tensor of shape [2, 3] has no slice of shape [2, 2] at 3");
    assertThatThrownBy(() -> tensor.rows(1, 2, 3, 3))
        .hasMessage("tensor of shape [2, 3] has no 2 rows of 3 numbers every 3 from 1 on");
    assertThatThrownBy(() -> tensor.rows(-1, 2, 3, 3))
        .hasMessage("tensor of shape [2, 3] has no 2 rows of 3 numbers every 3 from -1 on");
    assertThatThrownBy(() -> tensor.matrix().rows(1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tensor.matrix().columns(2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesMatricesThatAreNone() {
    assertThatThrownBy(() -> tensor.rows(0, 0, 3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a matrix needs rows and columns, but is 0 x 3");
    assertThatThrownBy(() -> tensor.rows(0, 2, 3, 2))
        .hasMessage("rowStride must be at least 3, but is 2");
  }
}
