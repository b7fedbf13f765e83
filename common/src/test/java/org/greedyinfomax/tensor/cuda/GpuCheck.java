package org.greedyinfomax.tensor.cuda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.engines.SelfCheck;

/**
 * What {@code bin/gpu-check} measures on a GPU, or on its stand-in: products by cuBLAS and by
 * kernels, steps of recipes, and whether the same step gives the same bits twice. Prints as it goes
 * and writes {@code gpu-check.json} and {@code gpu-check.md}. Ends with 1 if anything that it finds
 * may not be.
 */
public final class GpuCheck {

  private static final long SEED = 3;
  private static final int WARM = 3; // steps that are not timed
  private static final double TOLERANCE = 1e-4; // by which two products may differ, relatively
  private static final double SECONDS = 2; // that steps of one kind take, about
  private static final int[][] PRODUCTS = { // rows, inner, columns
    {1024, 1024, 1024}, {4096, 4096, 4096}, {8192, 512, 512}, {65536, 576, 64}, {512, 65536, 512},
  };

  private final Path folder;
  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private final StringBuilder table = new StringBuilder();
  private final List<String> failures = new ArrayList<>();

  private GpuCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs it.
   *
   * @param words the folder to write to, the folder of recipes, and pairs {@code RECIPE:BATCH}
   */
  public static void main(String[] words) throws IOException {
    if (!StandIn.isReplaced()) {
      StandIn.load();
    }
    GpuCheck check = new GpuCheck(Path.of(words[0]));
    Files.createDirectories(check.folder);
    check.facts();
    check.products();
    for (String pair : Arrays.asList(words).subList(2, words.length)) {
      String[] parts = pair.split(":", -1);
      Recipe recipe = RecipeReader.read(Path.of(words[1], parts[0] + ".conf"), List.of());
      check.steps(parts[0], recipe, Integer.parseInt(parts[1]));
      check.write();
    }
    for (String failure : check.failures) {
      check.line("FAILED: %s", failure);
    }
    check.write();
    System.exit(check.failures.isEmpty() ? 0 : 1);
  }

  /** Notes that something is not as it must be. */
  private void require(boolean holds, String failure) {
    if (!holds) {
      failures.add(failure);
      json.withArray("failures").add(failure);
    }
  }

  /** Whether two products are the same but for rounding; two that are not finite are not. */
  static boolean isAlike(double difference) {
    return difference < TOLERANCE;
  }

  private void facts() throws IOException {
    long start = System.nanoTime();
    CudaEngine engine = CudaEngine.open(Precision.SINGLE);
    String device = engine.device();
    double opened = milliseconds(start);
    SelfCheck.require(engine);
    json.put("device", device).put("openedInMilliseconds", opened).put("selfCheck", true);
    line("%s", device);
    line("");
    line("Opened in %.0f ms, kernels translated; the self-check passed.", opened);
    line("");
    write();
  }

  /** FLOP of a second, in 10^12, for each size by cuBLAS and by kernels. */
  private void products() throws IOException {
    CudaEngine engine = CudaEngine.open(Precision.SINGLE);
    ArrayNode rows = json.putArray("products");
    line("| product | cuBLAS, TFLOP/s | own kernel, TFLOP/s | difference |");
    line("| --- | --- | --- | --- |");
    for (int[] size : PRODUCTS) {
      if (!StandIn.isReplaced() && (long) size[0] * size[1] * size[2] > 1 << 22) {
        continue;
      }
      try (Arena arena = new Arena(engine)) {
        Tensor a = noise(engine, arena, size[0], size[1]);
        Tensor b = noise(engine, arena, size[1], size[2]);
        Tensor c = arena.zeros(size[0], size[2]);
        Tensor own = arena.zeros(size[0], size[2]);
        CudaStream stream = CudaDevice.open().stream(Precision.SINGLE);
        Matrix of = own.matrix();
        double flops = 2.0 * size[0] * size[1] * size[2];
        double byLibrary =
            flops
                / seconds(engine::await, () -> engine.multiply(a.matrix(), b.matrix(), c.matrix()));
        double byKernel =
            flops
                / seconds(
                    stream::await,
                    () ->
                        CudaGemm.multiplyByKernel(
                            stream, Precision.SINGLE, a.matrix(), b.matrix(), of, false));
        double difference = difference(engine.floats(own), engine.floats(c));
        CudaDevice.open().giveBack(Precision.SINGLE, stream);
        String name = Text.format("%d x %d x %d", size[0], size[1], size[2]);
        require(
            isAlike(difference),
            Text.format(
                "products %s by cuBLAS and by the kernel differ by %.1e", name, difference));
        rows.addObject()
            .put("product", name)
            .put("cublas", byLibrary / 1e12)
            .put("own", byKernel / 1e12)
            .put("difference", difference);
        line("| %s | %.2f | %.2f | %.1e |", name, byLibrary / 1e12, byKernel / 1e12, difference);
      }
    }
    line("");
    line("| recipe | batch | ms a step | samples/s | launches | waits | losses | same bits |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- |");
    write();
  }

  /** {@code ‖a − b‖ / ‖b‖}. */
  private static double difference(float[] a, float[] b) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow((double) a[i] - b[i], 2);
      squares += Math.pow(b[i], 2);
    }
    return Math.sqrt(sum / squares);
  }

  private static double seconds(Runnable await, Runnable work) {
    work.run();
    await.run();
    int times = 1;
    while (true) {
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        work.run();
      }
      await.run();
      double seconds = milliseconds(start) / 1e3;
      if (seconds > 0.2) {
        return seconds / times;
      }
      times *= 2;
    }
  }

  private void steps(String name, Recipe recipe, int batch) {
    CudaEngine engine = CudaEngine.open(Precision.SINGLE);
    MiniBatch samples = samples(recipe, batch);
    List<Double> times = new ArrayList<>();
    CudaCounts counts;
    List<TrainableModule.Step> found;
    try (StackTrainer trainer = trainer(engine, recipe)) {
      for (int step = 0; step < WARM; step++) {
        trainer.step(samples, 0, step, above -> {});
      }
      CudaCounts before = engine.counts();
      found = trainer.step(samples, 0, WARM, above -> {});
      engine.await();
      counts = engine.counts().since(before);
      long begin = System.nanoTime();
      for (int step = WARM + 1; milliseconds(begin) < SECONDS * 1e3 && times.size() < 50; step++) {
        long start = System.nanoTime();
        trainer.step(samples, 0, step, above -> {});
        engine.await();
        times.add(milliseconds(start));
      }
    }
    times.sort(null);
    double median = times.get(times.size() / 2);
    boolean isSame = Arrays.equals(states(recipe, samples), states(recipe, samples));
    String losses =
        String.join(" ", found.stream().map(one -> Text.format("%.4f", one.loss())).toList());
    require(isSame, Text.format("steps of %s with batches of %d differ in bits", name, batch));
    require(
        found.stream().allMatch(one -> Double.isFinite(one.loss())),
        Text.format("losses of %s with batches of %d are %s", name, batch, losses));
    ObjectNode row = json.withArray("steps").addObject();
    row.put("recipe", name)
        .put("batch", batch)
        .put("milliseconds", median)
        .put("fastest", times.get(0))
        .put("slowest", times.get(times.size() - 1))
        .put("steps", times.size())
        .put("launches", counts.launches())
        .put("waits", counts.waits())
        .put("losses", losses)
        .put("sameBits", isSame);
    line(
        "| %s | %d | %.1f (%.1f to %.1f) | %.0f | %d | %d | %s | %s |",
        name,
        batch,
        median,
        times.get(0),
        times.get(times.size() - 1),
        1e3 * batch / median,
        counts.launches(),
        counts.waits() - 1,
        losses,
        isSame ? "yes" : "NO");
  }

  private static StackTrainer trainer(CudaEngine engine, Recipe recipe) {
    List<ModuleState> states = new ArrayList<>();
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      states.add(ModuleState.initial(ModuleLayout.of(recipe.stack(), m), SEED, m));
    }
    return new StackTrainer(
        engine,
        new StackTask(recipe.stack(), recipe.optimizer().over(Integer.MAX_VALUE), SEED),
        0,
        states,
        0);
  }

  private static MiniBatch samples(Recipe recipe, int batch) {
    SampleShape shape = recipe.input().sample();
    float[] numbers = new float[Math.multiplyExact(batch, shape.size())];
    Random random = new Random(SEED);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (0.1 * random.nextGaussian());
    }
    return new MiniBatch.Samples(numbers, shape);
  }

  /** All parameters after three steps. */
  private static float[] states(Recipe recipe, MiniBatch samples) {
    try (StackTrainer trainer = trainer(CudaEngine.open(Precision.SINGLE), recipe)) {
      for (int step = 0; step < 3; step++) {
        trainer.step(samples, 0, step, above -> {});
      }
      List<float[]> all =
          trainer.trainedStates().stream().map(state -> state.values().clone()).toList();
      float[] numbers = new float[all.stream().mapToInt(one -> one.length).sum()];
      int done = 0;
      for (float[] one : all) {
        System.arraycopy(one, 0, numbers, done, one.length);
        done += one.length;
      }
      return numbers;
    }
  }

  private static Tensor noise(CudaEngine engine, Arena arena, int rows, int columns) {
    float[] numbers = new float[Math.multiplyExact(rows, columns)];
    Random random = new Random(SEED);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    Tensor tensor = arena.allocate(rows, columns);
    engine.write(numbers, tensor);
    return tensor;
  }

  private static double milliseconds(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  @FormatMethod
  private void line(@FormatString String format, Object... arguments) {
    String line = Text.format(format, arguments);
    System.out.println(line);
    table.append(line).append('\n');
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("gpu-check.json"), json.toPrettyString() + "\n");
    Files.write(folder.resolve("gpu-check.md"), table.toString().getBytes(StandardCharsets.UTF_8));
  }
}
