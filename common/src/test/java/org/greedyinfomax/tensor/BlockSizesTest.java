package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BlockSizesTest {

  @Test
  void areAtLeastOne() {
    assertThatThrownBy(() -> new BlockSizes(512, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("block sizes must be at least 1, but are 512, 0 and 1");
  }
}
