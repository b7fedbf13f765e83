package org.greedyinfomax.data.synthesis;

/**
 * What the vocal tract of an average adult does at one moment.
 *
 * @param f1 first formant in Hz
 * @param f2 second formant in Hz
 * @param f3 third formant in Hz
 * @param f4 fourth formant in Hz
 * @param damping factor on the bandwidths of all formants; 1 for a vowel
 * @param voicing amplitude of the glottal pulses, 0 to 1
 * @param aspiration amplitude of noise at the glottis, 0 to 1
 * @param frication amplitude of noise at a constriction, 0 to 1
 * @param noiseCentre where the spectrum of that noise peaks, in Hz
 * @param noiseBandwidth how wide it is, in Hz
 */
record Articulation(
    double f1,
    double f2,
    double f3,
    double f4,
    double damping,
    double voicing,
    double aspiration,
    double frication,
    double noiseCentre,
    double noiseBandwidth) {

  static Articulation vowel(double f1, double f2, double f3) {
    return new Articulation(f1, f2, f3, 3500, 1, 1, 0, 0, 2500, 2000);
  }

  /** A vowel-like consonant or a nasal: voiced, but weaker and more damped. */
  static Articulation sonorant(double f1, double f2, double f3, double damping, double voicing) {
    return new Articulation(f1, f2, f3, 3400, damping, voicing, 0, 0, 2500, 2000);
  }

  /** Noise of the given amplitude and spectrum, while the tract is shaped by the formants. */
  static Articulation noise(
      double f1, double f2, double f3, double amplitude, double centre, double bandwidth) {
    return new Articulation(f1, f2, f3, 3500, 1.5, 0, 0, amplitude, centre, bandwidth);
  }

  /** The same shape, sounded otherwise. */
  Articulation sounded(double newVoicing, double newAspiration, double newFrication) {
    return new Articulation(
        f1,
        f2,
        f3,
        f4,
        damping,
        newVoicing,
        newAspiration,
        newFrication,
        noiseCentre,
        noiseBandwidth);
  }

  /** The same, missed by a few percent and by some decibels, as no sound is made twice alike. */
  Articulation varied(SynthesisRandom draws) {
    double loudness = StrictMath.exp(draws.around(0.25));
    return new Articulation(
        f1 * (1 + draws.around(0.04)),
        f2 * (1 + draws.around(0.04)),
        f3 * (1 + draws.around(0.03)),
        f4 * (1 + draws.around(0.03)),
        damping,
        voicing * loudness,
        aspiration * loudness,
        frication * loudness,
        noiseCentre * (1 + draws.around(0.05)),
        noiseBandwidth);
  }
}
