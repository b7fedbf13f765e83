package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    Windows windows = new Windows(5, rows, columns, 3, Kernel.square(kernel, stride, padding));

    assertThat(windows.outputRows()).isEqualTo(down);
    assertThat(windows.outputColumns()).isEqualTo(across);
    assertThat(windows.count()).isEqualTo(5 * down * across);
    assertThat(windows.length()).isEqualTo(kernel * kernel * 3);
  }

  @Test
  void arePositionsOnlyOneByOneAndWithoutGaps() {
    assertThat(new Windows(2, 4, 4, 3, Kernel.square(1, 1, 0)).arePositions()).isTrue();
    assertThat(new Windows(2, 4, 4, 3, Kernel.square(1, 2, 0)).arePositions()).isFalse();
    assertThat(new Windows(2, 4, 4, 3, Kernel.square(1, 1, 1)).arePositions()).isFalse();
    assertThat(new Windows(2, 4, 4, 3, Kernel.square(3, 1, 0)).arePositions()).isFalse();
  }

  /** The kernels of a PixelCNN: as many windows as positions. */
  @Test
  void mayBeWiderThanHighAndPaddedAboveAlone() {
    Windows above = new Windows(2, 7, 5, 3, new Kernel(2, 3, 1, 1, 0, 1));
    Windows line = new Windows(2, 7, 5, 3, new Kernel(1, 3, 1, 0, 0, 1));

    assertThat(above.outputRows()).isEqualTo(line.outputRows()).isEqualTo(7);
    assertThat(above.outputColumns()).isEqualTo(line.outputColumns()).isEqualTo(5);
    assertThat(above.length()).isEqualTo(6 * 3);
    assertThat(line.length()).isEqualTo(3 * 3);
    assertThat(new Windows(2, 7, 5, 3, new Kernel(1, 1, 1, 0, 1, 0)).arePositions()).isFalse();
  }

  @Test
  void refusesWhatIsNoWindow() {
    assertRefused(
        () -> new Windows(2, 0, 4, 3, Kernel.square(1, 1, 0)),
        "images must have positive lengths, but have shape [2, 0, 4, 3]");
    assertRefused(
        () -> new Kernel(3, 0, 1, 0, 0, 0), "kernel must be at least 1 x 1, but is 3 x 0");
    assertRefused(() -> Kernel.square(1, 0, 0), "stride must be at least 1, but is 0");
    assertRefused(
        () -> new Kernel(1, 1, 1, 2, -1, 0),
        "padding must be at least 0, but is 2 above, -1 below and 0 beside");
    assertRefused(
        () -> new Windows(2, 9, 2, 3, Kernel.square(5, 1, 1)),
        "a kernel of 5 x 5 does not fit an image of 9 x 2, with padding 11 x 4");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
