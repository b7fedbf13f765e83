package org.greedyinfomax.bench.compute;

import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.MedianAndRange;

/**
 * How fast something was on one thread, in several turns.
 *
 * @param gflop 10⁹ FLOP of products in it; 0 if it has none
 * @param clockMillis that passed
 * @param millis of processor time
 * @param gflops 10⁹ FLOP per second of processor time
 * @param ofProduct the same, relative to the {@link GemmTiming#YARDSTICK} of the same turn
 */
public record Throughput(
    double gflop,
    MedianAndRange clockMillis,
    MedianAndRange millis,
    MedianAndRange gflops,
    MedianAndRange ofProduct) {

  /**
   * The throughput of what took so long.
   *
   * @param flop in it
   * @param times of each turn
   * @param products 10⁹ FLOP a second of the yardstick in each turn
   */
  static Throughput of(double flop, List<Elapsed> times, List<Double> products) {
    Check.argument(
        times.size() == products.size(),
        "%d times need as many products, but there are %d",
        times.size(),
        products.size());
    double gflop = flop * 1e-9;
    return new Throughput(
        gflop,
        Elapsed.each(times, time -> 1e3 * time.clock()),
        Elapsed.each(times, time -> 1e3 * time.processor()),
        Elapsed.each(times, time -> gflop / time.processor()),
        MedianAndRange.of(
            IntStream.range(0, times.size())
                .mapToObj(i -> gflop / times.get(i).processor() / products.get(i))
                .toList()));
  }

  /** For people: 10⁹ FLOP a second, or a dash if there are none. */
  String gflopsText() {
    return gflop == 0 ? "-" : gflops.toText(1);
  }

  /** For people: the share of the yardstick, or a dash if there are no FLOP. */
  String shareText() {
    return gflop == 0 ? "-" : Text.format("%.0f %%", 100 * ofProduct.median());
  }
}
