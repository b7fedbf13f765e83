package org.greedyinfomax.data.synthesis;

import java.util.List;

/**
 * What is steered over time. A control does not jump from target to target: at each moment it is
 * the mean of the targets around that moment, so that formants glide and neighbours colour each
 * other.
 */
enum Control {
  F1(0.05),
  F2(0.07),
  F3(0.07),
  F4(0.07),
  DAMPING(0.04),
  VOICING(0.02),
  ASPIRATION(0.015),
  FRICATION(0.012),
  NOISE_CENTRE(0.03),
  NOISE_BANDWIDTH(0.03);

  /** In seconds: the stretch of time that a value is the mean of. */
  private final double reach;

  Control(double reach) {
    this.reach = reach;
  }

  /**
   * Its course over an utterance.
   *
   * @param step samples from one value to the next
   * @return one value per step, from sample 0 to the first step at or after the last sample
   */
  double[] course(List<Segment> segments, int sampleRate, int step) {
    int samples = segments.get(segments.size() - 1).end();
    double[] course = new double[(samples + step - 1) / step + 1];
    double half = reach * sampleRate / 2;
    for (int i = 0; i < course.length; i++) {
      course[i] = mean(segments, (double) i * step - half, (double) i * step + half);
    }
    return course;
  }

  /** The mean of the targets from one moment to another, those inside the utterance. */
  private double mean(List<Segment> segments, double from, double to) {
    double sum = 0;
    double weight = 0;
    for (Segment segment : segments) {
      double overlap = Math.min(to, segment.end()) - Math.max(from, segment.start());
      if (overlap > 0) {
        sum += overlap * value(segment.target());
        weight += overlap;
      }
    }
    return sum / weight;
  }

  private double value(Articulation target) {
    return switch (this) {
      case F1 -> target.f1();
      case F2 -> target.f2();
      case F3 -> target.f3();
      case F4 -> target.f4();
      case DAMPING -> target.damping();
      case VOICING -> target.voicing();
      case ASPIRATION -> target.aspiration();
      case FRICATION -> target.frication();
      case NOISE_CENTRE -> target.noiseCentre();
      case NOISE_BANDWIDTH -> target.noiseBandwidth();
    };
  }
}
