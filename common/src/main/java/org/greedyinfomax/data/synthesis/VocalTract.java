package org.greedyinfomax.data.synthesis;

import java.util.EnumMap;
import java.util.Map;

/** Sounds a score: the glottal source through four formants, plus noise from a constriction. */
final class VocalTract {

  private static final double[] BANDWIDTHS = {70, 95, 140, 220};
  private static final Control[] FORMANTS = {Control.F1, Control.F2, Control.F3, Control.F4};
  private static final int STEPS_PER_SECOND = 200;

  private final Score score;
  private final int step;
  private final Map<Control, double[]> courses = new EnumMap<>(Control.class);
  private final SynthesisRandom draws;
  private final GlottalSource source;
  private final Resonator[] formants = new Resonator[FORMANTS.length];
  private final Resonator constriction;

  VocalTract(Score score, Voice voice, int sampleRate, SynthesisRandom draws) {
    this.score = score;
    this.step = sampleRate / STEPS_PER_SECOND;
    for (Control control : Control.values()) {
      courses.put(control, control.course(score.segments(), sampleRate, step));
    }
    this.draws = draws;
    this.source = new GlottalSource(voice, sampleRate, draws);
    for (int i = 0; i < formants.length; i++) {
      formants[i] = new Resonator(sampleRate);
    }
    this.constriction = new Resonator(sampleRate);
  }

  /** The sound: one number per sample, 0 is rest, the scale is arbitrary. */
  double[] sound() {
    double[] sound = new double[score.samples()];
    for (int now = 0; now * step < sound.length; now++) {
      tune(now);
      sound(sound, now);
    }
    return sound;
  }

  /** Formants and noise spectrum jump from step to step, in leaps too small to hear. */
  private void tune(int now) {
    double damping = at(Control.DAMPING, now);
    for (int i = 0; i < formants.length; i++) {
      formants[i].tune(at(FORMANTS[i], now), damping * BANDWIDTHS[i]);
    }
    constriction.tune(at(Control.NOISE_CENTRE, now), at(Control.NOISE_BANDWIDTH, now));
  }

  /** Amplitudes and pitch change from sample to sample. */
  private void sound(double[] sound, int now) {
    double voicing = at(Control.VOICING, now);
    double aspiration = at(Control.ASPIRATION, now);
    double frication = at(Control.FRICATION, now);
    double voicingSlope = (at(Control.VOICING, now + 1) - voicing) / step;
    double aspirationSlope = (at(Control.ASPIRATION, now + 1) - aspiration) / step;
    double fricationSlope = (at(Control.FRICATION, now + 1) - frication) / step;
    int start = now * step;
    int end = Math.min(start + step, sound.length);
    for (int i = start; i < end; i++) {
      int past = i - start;
      double x =
          source.next(
              score.pitch().at((double) i / sound.length),
              voicing + past * voicingSlope,
              aspiration + past * aspirationSlope);
      for (Resonator formant : formants) {
        x = formant.filter(x);
      }
      double hiss = (frication + past * fricationSlope) * draws.noise();
      sound[i] = x + constriction.band(hiss);
    }
  }

  private double at(Control control, int now) {
    return courses.get(control)[now];
  }
}
