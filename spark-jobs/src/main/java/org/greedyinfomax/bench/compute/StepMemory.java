package org.greedyinfomax.bench.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.greedyinfomax.bench.JavaProcess;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * A program that takes two training steps and tells by how much it grew. It runs in a process of
 * its own, for one that has freed memory before often keeps it, and grows by less than it takes.
 */
public final class StepMemory {

  private static final String ANSWER = "resident ";

  /** What Java takes for compiling and for garbage would hide what training takes. */
  private static final List<String> FRUGAL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn16m");

  private StepMemory() {}

  /**
   * Runs the program, like this one but alone.
   *
   * @param group of modules that train
   * @return bytes that the process grew by at its peak; empty if the system does not tell
   * @throws IOException if the program fails
   */
  public static OptionalLong measure(Recipe recipe, StageGroup group)
      throws IOException, InterruptedException {
    if (!ResidentMemory.isKnown()) {
      return OptionalLong.empty();
    }
    Process process = new ProcessBuilder(command(group)).redirectErrorStream(true).start();
    process.getOutputStream().write(recipe.toHocon().getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the program that measures memory has failed:\n" + said);
    }
    return said.lines()
        .filter(line -> line.startsWith(ANSWER))
        .mapToLong(line -> Long.parseLong(line.substring(ANSWER.length())))
        .findFirst();
  }

  private static List<String> command(StageGroup group) throws IOException {
    return JavaProcess.command(
        StepMemory.class,
        FRUGAL,
        List.of(Integer.toString(group.first()), Integer.toString(group.end())));
  }

  /**
   * The program.
   *
   * @param words indices of the lowest module and after the highest, of a recipe that is read from
   *     standard input
   */
  public static void main(String[] words) throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Recipe recipe = RecipeReader.read("the recipe of the benchmark", text, List.of());
    int first = Integer.parseInt(words[0]);
    int end = Integer.parseInt(words[1]);
    Engine engine = Engines.open(DeviceChoice.CPU, 1);
    try (GemmTiming product = new GemmTiming(engine, GemmTiming.YARDSTICK)) {
      product.gflops(); // the engine's own memory does not count
      StepTiming steps =
          new StepTiming(
              engine,
              recipe,
              new StageGroup(first, end, first),
              Checkpoint.untrainedStates(recipe));
      steps.growth().ifPresent(bytes -> System.out.println(ANSWER + bytes));
    }
  }
}
