package org.greedyinfomax.data.synthesis;

import java.util.ArrayList;
import java.util.List;

/**
 * What is sounded when: a word's phones with the silence around them.
 *
 * @param segments in order, without gaps, from sample 0
 * @param pitch the course of the fundamental frequency over the whole
 */
record Score(List<Segment> segments, PitchContour pitch) {

  /** Crops for training must fit into every utterance. */
  private static final double SHORTEST_SECONDS = 0.5;

  private static final double HOP_SECONDS = 0.01;
  private static final double WINDOW_SECONDS = 0.025;

  Score {
    segments = List.copyOf(segments);
  }

  /** Draws one speaker's way of saying a word once. */
  static Score draw(Word word, Voice voice, int sampleRate, SynthesisRandom draws) {
    PitchContour pitch = PitchContour.draw(voice, draws);
    double haste = voice.rate() * (1 + draws.around(0.08));
    List<Segment> segments = new ArrayList<>();
    add(segments, Phone.SIL, draws.between(0.5, 2.5), voice, sampleRate, draws);
    for (Phone phone : word.phones()) {
      double stretch = (1 + draws.around(0.15)) / haste;
      add(segments, phone, stretch, voice, sampleRate, draws);
    }
    double said = (double) segments.get(segments.size() - 1).end() / sampleRate;
    double rest = (SHORTEST_SECONDS - said) / Phone.SIL.gestures().get(0).seconds();
    double after = Math.max(rest, draws.between(0.7, 2.5));
    add(segments, Phone.SIL, after, voice, sampleRate, draws);
    return new Score(segments, pitch);
  }

  private static void add(
      List<Segment> segments,
      Phone phone,
      double stretch,
      Voice voice,
      int sampleRate,
      SynthesisRandom draws) {
    for (Gesture gesture : phone.gestures()) {
      int start = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
      int length = (int) StrictMath.rint(gesture.seconds() * stretch * sampleRate);
      Articulation target = voice.shape(gesture.target()).varied(draws);
      segments.add(new Segment(phone, target, start, start + length));
    }
  }

  /** Its length in samples. */
  int samples() {
    return segments.get(segments.size() - 1).end();
  }

  /** The phone at the centre of each window of 25 ms, every 10 ms, as long as windows fit. */
  List<Phone> phones(int sampleRate) {
    int hop = (int) StrictMath.rint(sampleRate * HOP_SECONDS);
    int window = (int) StrictMath.rint(sampleRate * WINDOW_SECONDS);
    List<Phone> phones = new ArrayList<>();
    int current = 0;
    for (int start = 0; start + window <= samples(); start += hop) {
      while (segments.get(current).end() <= start + window / 2) {
        current++;
      }
      phones.add(segments.get(current).phone());
    }
    return phones;
  }
}
