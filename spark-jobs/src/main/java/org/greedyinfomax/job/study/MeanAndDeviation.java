package org.greedyinfomax.job.study;

import java.util.stream.DoubleStream;
import org.greedyinfomax.Text;

/**
 * Mean and spread of a number over the seeds of a point.
 *
 * @param count of the trials in which it was measured
 * @param mean NaN if there are none
 * @param deviation standard deviation of the sample, with {@code count − 1} in its denominator; NaN
 *     if there is one trial or none
 */
record MeanAndDeviation(int count, double mean, double deviation) {

  /** Of numbers of which those are left out that are NaN. */
  static MeanAndDeviation of(DoubleStream numbers) {
    double[] all = numbers.filter(number -> !Double.isNaN(number)).toArray();
    double mean = DoubleStream.of(all).average().orElse(Double.NaN);
    double squares = DoubleStream.of(all).map(number -> (number - mean) * (number - mean)).sum();
    double deviation = all.length < 2 ? Double.NaN : Math.sqrt(squares / (all.length - 1));
    return new MeanAndDeviation(all.length, mean, deviation);
  }

  /** In another unit: the mean, and behind ± the deviation; a dash if nothing was measured. */
  String text(double unit, int digits) {
    if (count == 0) {
      return "–";
    }
    String text = Text.decimal(unit * mean, digits);
    return count == 1 ? text : text + " ± " + Text.decimal(unit * deviation, digits);
  }
}
