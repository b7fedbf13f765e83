package org.greedyinfomax.data.synthesis;

/**
 * A speaker.
 *
 * @param pitch mean fundamental frequency in Hz
 * @param scale1 factor on the first formant, of this speaker over an average adult
 * @param scale2 factor on the second formant
 * @param scale3 factor on all higher formants and on fricative noise
 * @param reduction how far formants are drawn towards the neutral vowel, 0 to 1
 * @param breathiness amplitude of noise in the voice, over that of the pulses
 * @param tilt how dull the voice is: pole of a low-pass filter on the pulses, 0 to 1
 * @param openness part of a glottal cycle in which the glottis is open, 0 to 1
 * @param jitter standard deviation of a glottal cycle's length, over its mean
 * @param rate speaking rate, over that of an average speaker
 */
record Voice(
    double pitch,
    double scale1,
    double scale2,
    double scale3,
    double reduction,
    double breathiness,
    double tilt,
    double openness,
    double jitter,
    double rate) {

  private static final double GOLDEN_RATIO = 0.6180339887498949;

  /** The voice with the given number, a function of the seed and that number alone. */
  static Voice of(long seed, int number) {
    SynthesisRandom draws = new SynthesisRandom(seed, Stream.VOICES, number);
    double place = new SynthesisRandom(seed, Stream.PITCHES).between(0, 1) + number * GOLDEN_RATIO;
    // Multiples of the golden ratio keep the pitches of any number of voices well apart.
    double high = place - StrictMath.floor(place);
    double scale = 0.88 + 0.24 * high + draws.around(0.04);
    return new Voice(
        85 * StrictMath.pow(3, high),
        scale * (1 + draws.around(0.04)),
        scale * (1 + draws.around(0.04)),
        scale * (1 + draws.around(0.03)),
        draws.between(0, 0.25),
        draws.between(0.02, 0.2),
        draws.between(0, 0.75),
        draws.between(0.45, 0.75),
        draws.between(0.004, 0.02),
        draws.between(0.75, 1.1));
  }

  /** An average adult's articulation as this speaker would make it. */
  Articulation shape(Articulation average) {
    return new Articulation(
        scale1 * reduced(average.f1(), 500),
        scale2 * reduced(average.f2(), 1500),
        scale3 * reduced(average.f3(), 2500),
        scale3 * average.f4(),
        average.damping(),
        average.voicing(),
        average.aspiration(),
        average.frication(),
        scale3 * average.noiseCentre(),
        scale3 * average.noiseBandwidth());
  }

  private double reduced(double formant, double neutral) {
    return formant + reduction * (neutral - formant);
  }
}
