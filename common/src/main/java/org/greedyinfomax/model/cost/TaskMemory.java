package org.greedyinfomax.model.cost;

import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.counting.CountingEngine;

/**
 * Memory outside Java's heap that a {@link StackTrainer} takes in single precision on a CPU. What
 * OpenBLAS and the Java runtime take for themselves comes on top.
 *
 * @param parameterBytes of the parameters of every module that is held, and of gradients and Adam's
 *     two moments of those that learn
 * @param scratchBytes of the arena that a training step runs in
 */
public record TaskMemory(long parameterBytes, long scratchBytes) {

  /** What a counting engine is given in place of a state: it looks at no number. */
  static final ModuleState NO_NUMBERS =
      new ModuleState(new float[0], new float[0], new float[0], 0);

  static final AdamSettings ANY = new AdamSettings(1, 0, 0, 1);

  public TaskMemory {
    Check.argument(
        parameterBytes > 0 && scratchBytes > 0,
        "a task needs memory for parameters and scratch, but they take %d and %d bytes",
        parameterBytes,
        scratchBytes);
  }

  /**
   * Memory for modules {@code first} to {@code last} of a stack, found by a step that computes
   * nothing: it runs the same code as a real one, on an engine that only counts.
   *
   * @param first index of the lowest module, which receives what the one below puts out
   * @param last index of the highest module
   * @param firstTrained index of the lowest module that learns
   * @param sample that the lowest module of the stack receives
   * @param batch samples in a mini-batch
   * @throws IllegalArgumentException if the modules are not in the stack, or one of the stack's has
   *     too few frames or patches for its loss
   */
  public static TaskMemory of(
      StackSpec stack, int first, int last, int firstTrained, SampleShape sample, int batch) {
    return of(
        stack,
        first,
        last,
        firstTrained,
        sample,
        batch,
        (trainer, samples) -> trainer.step(samples, 0, 0, above -> {}));
  }

  /**
   * Memory for all modules of a stack whose losses are measured, and which are not trained.
   *
   * @param sample that the lowest module of the stack receives
   * @param batch samples in a mini-batch
   * @throws IllegalArgumentException as {@link #of}
   */
  public static TaskMemory ofMeasurement(StackSpec stack, SampleShape sample, int batch) {
    int last = stack.modules().size() - 1;
    return of(stack, 0, last, 0, sample, batch, (trainer, samples) -> trainer.measure(samples, 0));
  }

  private static TaskMemory of(
      StackSpec stack,
      int first,
      int last,
      int firstTrained,
      SampleShape sample,
      int batch,
      BiConsumer<StackTrainer, MiniBatch> act) {
    Check.argument(batch >= 1, "batch must be at least 1, but is %d", batch);
    Check.argument(
        first >= 0 && first <= last && last < stack.modules().size(),
        "modules %d to %d are not in a stack of %d",
        first,
        last,
        stack.modules().size());
    stack.requireFits(sample);
    try {
      return counted(stack, first, last, firstTrained, sample, batch, act);
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException(
          Text.format(
              "a step on %d times %s takes arrays of more numbers than Java can count: take a"
                  + " smaller training.batchSize, or shorter or smaller samples",
              batch, sample),
          overflow);
    }
  }

  private static TaskMemory counted(
      StackSpec stack,
      int first,
      int last,
      int firstTrained,
      SampleShape sample,
      int batch,
      BiConsumer<StackTrainer, MiniBatch> act) {
    CountingEngine engine = new CountingEngine();
    List<ModuleState> states = Collections.nCopies(last - first + 1, NO_NUMBERS);
    SampleShape input = stack.input(first, sample);
    int numbers = Math.multiplyExact(batch, input.size());
    try (StackTrainer trainer =
        new StackTrainer(engine, new StackTask(stack, ANY, 0), first, states, firstTrained)) {
      long parameters = engine.held();
      int[] classes = new int[Math.multiplyExact(batch, stack.loss().labels(sample))];
      act.accept(trainer, new MiniBatch.Samples(new float[numbers], input, classes));
      return new TaskMemory(parameters * Float.BYTES, (engine.held() - parameters) * Float.BYTES);
    }
  }

  /** Returns both together, in bytes. */
  public long bytes() {
    return parameterBytes + scratchBytes;
  }
}
