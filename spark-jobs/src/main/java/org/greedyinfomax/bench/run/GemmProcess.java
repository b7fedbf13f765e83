package org.greedyinfomax.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.bench.JavaProcess;
import org.greedyinfomax.bench.compute.GemmTiming;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * A program that multiplies matrices on one thread, to see what several of them gain on the same
 * machine: memory, caches and cores with two threads are shared even by what shares nothing.
 */
final class GemmProcess {

  private static final String READY = "ready";
  private static final String ANSWER = "GFLOP/s ";
  private static final double SECONDS = 3;

  private GemmProcess() {}

  /** 10⁹ FLOP per second on the clock, of so many processes at a time together. */
  static double gflops(int processes) throws IOException {
    List<Process> started = new ArrayList<>();
    try {
      for (int i = 0; i < processes; i++) {
        started.add(
            new ProcessBuilder(JavaProcess.command(GemmProcess.class, List.of(), List.of()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
      for (Process process : started) {
        await(process, READY);
      }
      for (Process process : started) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      double sum = 0;
      for (Process process : started) {
        sum += Double.parseDouble(await(process, ANSWER).substring(ANSWER.length()));
      }
      return sum;
    } finally {
      started.forEach(Process::destroy);
    }
  }

  private static String await(Process process, String start) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("the program that multiplies ended before it said \"" + start + "\"");
  }

  /** The program: makes itself ready, waits for a line and multiplies. */
  public static void main(String[] words) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Engine engine = Engines.open(DeviceChoice.CPU, 1);
    try (GemmTiming product = new GemmTiming(engine, GemmTiming.YARDSTICK)) {
      product.gflops();
      System.out.println(READY);
      input.readLine();
      System.out.println(ANSWER + product.gflopsOnTheClock(SECONDS));
    }
  }
}
