package org.greedyinfomax.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;

final class Stl10Test {

  @Test
  void readsPlanesThatAreStoredColumnByColumn() {
    byte[] bytes = new byte[3 * 96 * 96];
    bytes[1] = 11; // red, column 0, row 1
    bytes[96 * 96 + 2 * 96] = 22; // green, column 2, row 0
    bytes[3 * 96 * 96 - 1] = 33; // blue, column 95, row 95

    Picture picture = Stl10.picture(bytes);

    assertThat(picture.rows()).isEqualTo(96);
    assertThat(picture.columns()).isEqualTo(96);
    assertThat(picture.pixels()[96 * 3]).isEqualTo((byte) 11);
    assertThat(picture.pixels()[2 * 3 + 1]).isEqualTo((byte) 22);
    assertThat(picture.pixels()[96 * 96 * 3 - 1]).isEqualTo((byte) 33);
    picture.pixels()[96 * 3] = 0;
    picture.pixels()[2 * 3 + 1] = 0;
    picture.pixels()[96 * 96 * 3 - 1] = 0;
    assertThat(picture.pixels()).containsOnly(0);
  }

  @Test
  void refusesOtherNumbersOfBytes() {
    assertThatThrownBy(() -> Stl10.picture(new byte[96 * 96]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of STL-10 has 27648 bytes, but not 9216");
  }
}
