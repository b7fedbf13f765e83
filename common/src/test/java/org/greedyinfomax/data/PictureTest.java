package org.greedyinfomax.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PictureTest {

  @Test
  void turnsGreyAsPillowDoes() {
    // Image.new("RGB", (1, 1), colour).convert("L") of Pillow: pure colours, white, black, and one
    // that truncation instead of rounding would turn 1 darker.
    assertThat(grey(255, 0, 0)).isEqualTo(76);
    assertThat(grey(0, 255, 0)).isEqualTo(150);
    assertThat(grey(0, 0, 255)).isEqualTo(29);
    assertThat(grey(255, 255, 255)).isEqualTo(255);
    assertThat(grey(0, 0, 0)).isZero();
    assertThat(grey(10, 20, 30)).isEqualTo(18);
    assertThat(grey(3, 0, 0)).isEqualTo(1);
  }

  @Test
  void keepsRowsAndColumnsInGrey() {
    Picture grey = new Picture(2, 1, 3, new byte[] {3, 3, 3, 9, 9, 9}).grey();

    assertThat(grey.rows()).isEqualTo(2);
    assertThat(grey.columns()).isEqualTo(1);
    assertThat(grey.channels()).isEqualTo(1);
    assertThat(grey.pixels()).containsExactly(3, 9);
    assertThat(grey.grey()).isSameAs(grey);
  }

  @Test
  void refusesPixelsThatDoNotFillIt() {
    assertThatThrownBy(() -> new Picture(2, 3, 3, new byte[17]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 2 rows, 3 columns and 3 channels has 18 bytes, but not 17");
    assertThatThrownBy(() -> new Picture(2, 3, 4, new byte[24]))
        .hasMessage("a picture has 1 or 3 channels, but not 4");
    assertThatThrownBy(() -> new Picture(0, 3, 1, new byte[0]))
        .hasMessage("a picture needs at least one row and one column, but has 0 and 3");
  }

  private static int grey(int red, int green, int blue) {
    byte[] pixel = {(byte) red, (byte) green, (byte) blue};
    return Byte.toUnsignedInt(new Picture(1, 1, 3, pixel).grey().pixels()[0]);
  }
}
