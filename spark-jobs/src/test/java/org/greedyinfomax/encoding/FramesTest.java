package org.greedyinfomax.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FramesTest {

  @Test
  void arePooledToTheirMean() {
    Frames frames = new Frames(2, new float[] {1, 10, 3, 10, 8, 40});

    assertThat((float[]) frames.pooled(Pooling.MEAN)).containsExactly(4, 20);
  }

  @Test
  void arePooledToTheirMeanAndTheirDeviation() {
    Frames frames = new Frames(2, new float[] {1, 10, 5, 10, 1, 40, 5, 40});

    assertThat((float[]) frames.pooled(Pooling.MEAN_AND_DEVIATION)).containsExactly(3, 25, 2, 15);
  }

  @Test
  void haveNoDeviationIfThereIsOne() {
    Frames frames = new Frames(2, new float[] {1, 10});

    assertThat((float[]) frames.pooled(Pooling.MEAN_AND_DEVIATION)).containsExactly(1, 10, 0, 0);
  }
}
