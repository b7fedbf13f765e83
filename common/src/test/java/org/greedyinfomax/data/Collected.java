package org.greedyinfomax.data;

import java.util.Arrays;

/** All samples of a signal. */
public final class Collected implements SampleSink {

  private float[] all = new float[0];

  @Override
  public void accept(float[] samples, int count) {
    int before = all.length;
    all = Arrays.copyOf(all, before + count);
    System.arraycopy(samples, 0, all, before, count);
  }

  public float[] samples() {
    return all;
  }
}
