package org.greedyinfomax.data.synthesis;

/**
 * A voice's pulses and breath. In the open part of each cycle the flow through the glottis is
 * {@code 27/4·(p² - p³)}, {@code p} from 0 to 1; the source is its slope, as sound leaves the lips.
 *
 * @see <a href="https://doi.org/10.1121/1.398894">Klatt and Klatt: Analysis, synthesis, and
 *     perception of voice quality variations (1990), the KLGLOTT88 source</a>
 */
final class GlottalSource {

  private final Voice voice;
  private final double sampleRate;
  private final SynthesisRandom draws;
  private double phase;
  private double cycleLength = 1;
  private double dulled;

  GlottalSource(Voice voice, int sampleRate, SynthesisRandom draws) {
    this.voice = voice;
    this.sampleRate = sampleRate;
    this.draws = draws;
  }

  /**
   * The next sample.
   *
   * @param pitch in Hz
   * @param voicing amplitude of the pulses
   * @param aspiration amplitude of noise beside them
   */
  double next(double pitch, double voicing, double aspiration) {
    phase += pitch / (sampleRate * cycleLength);
    if (phase >= 1) {
      phase -= 1;
      cycleLength = 1 + draws.around(voice.jitter());
    }
    double opened = phase / voice.openness();
    boolean open = opened < 1;
    double slope = open ? 6.75 * opened * (2 - 3 * opened) / 4 : 0;
    dulled += (1 - voice.tilt()) * (slope - dulled);
    double breath = aspiration + voice.breathiness() * voicing * (open ? 1 : 0.3);
    return voicing * dulled + breath * draws.noise();
  }
}
