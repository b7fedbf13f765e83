package org.greedyinfomax.data.synthesis;

/**
 * The course of the fundamental frequency: a straight line plus one accent.
 *
 * @param start frequency at the beginning in Hz
 * @param fall what the line loses until the end, over its start
 * @param accent height of the accent, over the start
 * @param peak where the accent is, 0 (beginning) to 1 (end)
 */
record PitchContour(double start, double fall, double accent, double peak) {

  private static final double ACCENT_REACH = 0.4;

  static PitchContour draw(Voice voice, SynthesisRandom draws) {
    return new PitchContour(
        voice.pitch() * (1 + draws.around(0.05)),
        draws.between(-0.05, 0.2),
        draws.between(0, 0.2),
        draws.between(0.1, 0.9));
  }

  /** The frequency in Hz at a point in time from 0 (beginning) to 1 (end). */
  double at(double time) {
    double away = (time - peak) / ACCENT_REACH;
    return start * (1 - fall * time + accent * Math.max(0, 1 - away * away));
  }
}
