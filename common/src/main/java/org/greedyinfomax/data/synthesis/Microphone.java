package org.greedyinfomax.data.synthesis;

/**
 * How utterances were recorded: the channel colours them, a room adds noise, and nobody set the
 * level.
 *
 * @param tilt of the channel: {@code y[n] = x[n] - tilt·x[n-1]}
 * @param noise root mean square of the noise, over that of the speech
 * @param dullness of the noise: pole of a low-pass filter on white noise
 * @param peak the largest sample, over full scale
 */
record Microphone(double tilt, double noise, double dullness, double peak) {

  static Microphone draw(SynthesisRandom draws) {
    return new Microphone(
        draws.between(-0.4, 0.6),
        decibels(draws.between(-30, -12)),
        draws.between(0, 0.8),
        decibels(draws.between(-24, -3)));
  }

  /** The recording of a sound, as 16-bit samples. */
  short[] record(double[] sound, SynthesisRandom draws) {
    double[] coloured = new double[sound.length];
    double power = 0;
    double last = 0;
    for (int i = 0; i < sound.length; i++) {
      coloured[i] = sound[i] - tilt * last;
      last = sound[i];
      power += coloured[i] * coloured[i];
    }
    // White noise in [-1, 1) has power 1/3; the low-pass filter leaves (1-d)/(1+d) of it.
    double scale =
        noise
            * StrictMath.sqrt(power / sound.length)
            * StrictMath.sqrt(3 * (1 + dullness) / (1 - dullness));
    double hum = 0;
    double largest = 0;
    for (int i = 0; i < coloured.length; i++) {
      hum += (1 - dullness) * (draws.noise() - hum);
      coloured[i] += scale * hum;
      largest = Math.max(largest, Math.abs(coloured[i]));
    }
    short[] samples = new short[coloured.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) StrictMath.rint(coloured[i] / largest * peak * Short.MAX_VALUE);
    }
    return samples;
  }

  private static double decibels(double level) {
    return StrictMath.pow(10, level / 20);
  }
}
