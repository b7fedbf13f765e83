package org.greedyinfomax.data.synthesis;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/** What a listener without access to the plan finds in an utterance, window by window. */
final class Measured {

  static final Set<Phone> VOWELS = EnumSet.of(Phone.I, Phone.E, Phone.A, Phone.O, Phone.U);

  private static final int RATE = 8000;
  private static final int HOP = RATE / 100;
  private static final int WINDOW = RATE / 40;

  private Measured() {}

  /** Mean square of the samples in all windows labelled with one of the phones. */
  static double power(Utterance utterance, Set<Phone> phones) {
    short[] samples = utterance.samples();
    double sum = 0;
    int count = 0;
    for (int frame = 0; frame < utterance.phones().size(); frame++) {
      if (phones.contains(utterance.phones().get(frame))) {
        sum += power(samples, frame * HOP, WINDOW);
        count++;
      }
    }
    return sum / count;
  }

  static double power(short[] samples, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / length;
  }

  /** Power between two frequencies in Hz in all windows labelled with the phone. */
  static double band(Utterance utterance, Phone phone, double low, double high) {
    short[] samples = utterance.samples();
    double sum = 0;
    for (int frame = 0; frame < utterance.phones().size(); frame++) {
      if (utterance.phones().get(frame) == phone) {
        for (double frequency = low; frequency < high; frequency += 50) {
          sum += line(samples, frame * HOP, frequency);
        }
      }
    }
    return sum;
  }

  private static double line(short[] samples, int start, double frequency) {
    double cosines = 0;
    double sines = 0;
    for (int i = 0; i < WINDOW; i++) {
      double window = 1 - Math.cos(2 * Math.PI * i / WINDOW);
      double angle = 2 * Math.PI * frequency * i / RATE;
      cosines += window * samples[start + i] * Math.cos(angle);
      sines += window * samples[start + i] * Math.sin(angle);
    }
    return cosines * cosines + sines * sines;
  }

  /** The median over all vowels of the frequency at which the sound repeats, in Hz. */
  static double pitch(Utterance utterance) {
    short[] samples = utterance.samples();
    return median(
        IntStream.range(2, utterance.phones().size() - 4)
            .filter(frame -> VOWELS.contains(utterance.phones().get(frame)))
            .mapToDouble(frame -> RATE / (double) period(samples, frame * HOP))
            .toArray());
  }

  /** The shortest lag whose correlation comes close to the best one's. */
  private static int period(short[] samples, int start) {
    int longest = RATE / 65;
    double[] correlation = new double[longest + 1];
    double best = 0;
    for (int lag = RATE / 400; lag <= longest; lag++) {
      correlation[lag] = correlation(samples, start, lag);
      best = Math.max(best, correlation[lag]);
    }
    int lag = RATE / 400;
    while (lag < longest
        && (correlation[lag] < 0.85 * best || correlation[lag + 1] > correlation[lag])) {
      lag++;
    }
    return lag;
  }

  private static double correlation(short[] samples, int start, int lag) {
    double product = 0;
    for (int i = start; i < start + WINDOW; i++) {
      product += (double) samples[i] * samples[i + lag];
    }
    return product
        / Math.sqrt(power(samples, start, WINDOW) * power(samples, start + lag, WINDOW))
        / WINDOW;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
