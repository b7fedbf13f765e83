package org.greedyinfomax.data.synthesis;

/**
 * A two-pole filter, {@code y[n] = a·x[n] + b·y[n-1] + c·y[n-2]}, with {@code c = -exp(-2πwT)},
 * {@code b = 2·exp(-πwT)·cos(2πfT)} and {@code a = 1-b-c}: gain 1 at 0 Hz, a peak at {@code f} that
 * is {@code w} wide.
 *
 * @see <a href="https://doi.org/10.1121/1.383940">Klatt: Software for a cascade/parallel formant
 *     synthesizer (1980), equation 2</a>
 */
final class Resonator {

  /** Peaks above this part of the sample rate are held there, short of the Nyquist frequency. */
  private static final double HIGHEST = 0.46;

  private final double sampleRate;
  private double a;
  private double b;
  private double c;
  private double last;
  private double lastButOne;

  Resonator(int sampleRate) {
    this.sampleRate = sampleRate;
  }

  /** Moves the peak to a frequency and a bandwidth in Hz; what rings, rings on. */
  void tune(double frequency, double bandwidth) {
    double radius = StrictMath.exp(-StrictMath.PI * bandwidth / sampleRate);
    double turn = 2 * StrictMath.PI * Math.min(frequency / sampleRate, HIGHEST);
    c = -radius * radius;
    b = 2 * radius * StrictMath.cos(turn);
    a = 1 - b - c;
  }

  /** The next output sample. */
  double filter(double x) {
    double y = a * x + b * last + c * lastButOne;
    lastButOne = last;
    last = y;
    return y;
  }

  /** As {@link #filter}, but with gain near 1 at the peak and 0 at 0 Hz: noise with a colour. */
  double band(double x) {
    double rise = (1 + c) * x;
    double y = rise + b * last + c * lastButOne;
    double passed = (y - lastButOne) / 2;
    lastButOne = last;
    last = y;
    return passed;
  }
}
