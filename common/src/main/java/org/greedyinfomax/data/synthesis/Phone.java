package org.greedyinfomax.data.synthesis;

import java.util.List;
import java.util.Locale;

/**
 * The sounds of the synthesizer's language. Numbers go into corpora: a phone keeps its own for
 * ever. Silence is 0.
 *
 * <p>Formants of vowels are near the means for adults in Peterson and Barney: Control methods used
 * in a study of the vowels (1952). A consonant's formants are the locus that its neighbours bend
 * towards.
 */
public enum Phone {
  SIL(0, Articulation.vowel(500, 1500, 2500).sounded(0, 0, 0), 0.1),
  I(1, Articulation.vowel(290, 2250, 2950), 0.11),
  E(2, Articulation.vowel(510, 1850, 2550), 0.12),
  A(3, Articulation.vowel(740, 1200, 2500), 0.14),
  O(4, Articulation.vowel(520, 880, 2450), 0.12),
  U(5, Articulation.vowel(320, 850, 2300), 0.11),
  M(6, Articulation.sonorant(260, 1000, 2200, 2.2, 0.5), 0.08),
  N(7, Articulation.sonorant(270, 1550, 2600, 2.2, 0.5), 0.08),
  L(8, Articulation.sonorant(350, 1150, 2800, 1.4, 0.6), 0.075),
  W(9, Articulation.sonorant(300, 640, 2250, 1.2, 0.65), 0.075),
  S(10, Articulation.noise(320, 1600, 2600, 0.5, 4600, 1500), 0.11),
  SH(11, Articulation.noise(320, 1800, 2500, 0.55, 2700, 900), 0.11),
  F(12, Articulation.noise(320, 1050, 2300, 0.16, 3200, 6000), 0.1),
  P(13, stop(Articulation.noise(300, 780, 2150, 0.6, 900, 900), 0, 0.035)),
  T(14, stop(Articulation.noise(300, 1750, 2650, 0.8, 3600, 1500), 0, 0.03)),
  K(15, stop(Articulation.noise(300, 1950, 2250, 0.8, 1800, 600), 0, 0.04)),
  B(16, stop(Articulation.noise(240, 780, 2150, 0.4, 900, 900), 0.16, 0)),
  D(17, stop(Articulation.noise(240, 1750, 2650, 0.55, 3600, 1500), 0.16, 0)),
  G(18, stop(Articulation.noise(240, 1950, 2250, 0.55, 1800, 600), 0.16, 0));

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change
  private final List<Gesture> gestures;

  private final int number;

  Phone(int number, Articulation target, double seconds) {
    this(number, List.of(new Gesture(target, seconds)));
  }

  Phone(int number, List<Gesture> gestures) {
    this.number = number;
    this.gestures = gestures;
  }

  /** The name in lower case, as legends and file names have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands for it in label files. */
  public int number() {
    return number;
  }

  List<Gesture> gestures() {
    return gestures;
  }

  /** Closure, burst, and for a voiceless stop the breath before the next sound's voice sets in. */
  private static List<Gesture> stop(Articulation burst, double closedVoicing, double breath) {
    Gesture closure = new Gesture(burst.sounded(closedVoicing, 0, 0), 0.055);
    Gesture release = new Gesture(burst.sounded(closedVoicing, 0, burst.frication()), 0.014);
    if (breath == 0) {
      return List.of(closure, release);
    }
    return List.of(closure, release, new Gesture(burst.sounded(0, 0.3, 0), breath));
  }
}
