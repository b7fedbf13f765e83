package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowsTest {

  @ParameterizedTest(name = "kernel {2} stride {3} padding {4} on {0} x {1}")
  @CsvSource({
    "16, 16, 5, 1, 2, 16, 16", // the first convolution of the paper
    "16, 16, 1, 1, 0, 16, 16",
    "16, 16, 3, 2, 1,  8,  8",
    "16, 16, 1, 2, 0,  8,  8",
    " 7,  4, 3, 2, 0,  3,  1", // the last column is unused
    " 1,  9, 3, 1, 1,  1,  9",
    " 2,  2, 3, 3, 2,  2,  2"
  })
  void countsTheWindowsOfAnImage(
      int rows, int columns, int kernel, int stride, int padding, int down, int across) {
    Windows windows = new Windows(5, rows, columns, 3, kernel, stride, padding);

    assertThat(windows.outputRows()).isEqualTo(down);
    assertThat(windows.outputColumns()).isEqualTo(across);
    assertThat(windows.count()).isEqualTo(5 * down * across);
    assertThat(windows.length()).isEqualTo(kernel * kernel * 3);
  }

  @Test
  void arePositionsOnlyOneByOneAndWithoutGaps() {
    assertThat(new Windows(2, 4, 4, 3, 1, 1, 0).arePositions()).isTrue();
    assertThat(new Windows(2, 4, 4, 3, 1, 2, 0).arePositions()).isFalse();
    assertThat(new Windows(2, 4, 4, 3, 1, 1, 1).arePositions()).isFalse();
    assertThat(new Windows(2, 4, 4, 3, 3, 1, 0).arePositions()).isFalse();
  }

  @Test
  void refusesWhatIsNoWindow() {
    assertThatThrownBy(() -> new Windows(2, 0, 4, 3, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images must have positive lengths, but have shape [2, 0, 4, 3]");
    assertThatThrownBy(() -> new Windows(2, 4, 4, 3, 0, 1, 0))
        .hasMessage("kernel must be at least 1, but is 0");
    assertThatThrownBy(() -> new Windows(2, 4, 4, 3, 1, 0, 0))
        .hasMessage("stride must be at least 1, but is 0");
    assertThatThrownBy(() -> new Windows(2, 4, 4, 3, 1, 1, -1))
        .hasMessage("padding must be at least 0, but is -1");
    assertThatThrownBy(() -> new Windows(2, 9, 2, 3, 5, 1, 1))
        .hasMessage("a kernel of 5 x 5 does not fit an image of 9 x 2 with 1 of padding");
  }
}
