package org.greedyinfomax.model.cost;

import java.util.Collections;
import java.util.Map;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.GemmShape;
import org.greedyinfomax.tensor.counting.CountingEngine;

/** Finds the matrix products of a training step of a whole stack. */
public final class StepGemms {

  private StepGemms() {}

  /**
   * Finds them by a step that computes nothing: it runs the same code as a real one on a CPU. Their
   * FLOPs may be fewer than those of {@link ModuleCost}, which goes by definitions.
   *
   * @param sample that the lowest module receives
   * @param batch samples in a mini-batch, at least 1
   * @return how often each product is computed
   * @throws IllegalArgumentException if a module has too few frames or patches for its loss
   */
  public static Map<GemmShape, Integer> of(StackSpec stack, SampleShape sample, int batch) {
    stack.requireFits(sample);
    CountingEngine engine = new CountingEngine();
    int numbers = Math.multiplyExact(batch, sample.size());
    int[] classes = new int[Math.multiplyExact(batch, stack.loss().labels(sample))];
    try (StackTrainer trainer =
        new StackTrainer(
            engine,
            new StackTask(stack, TaskMemory.ANY, 0),
            0,
            Collections.nCopies(stack.modules().size(), TaskMemory.NO_NUMBERS),
            0)) {
      trainer.step(new MiniBatch.Samples(new float[numbers], sample, classes), 0, 0, above -> {});
      return engine.products();
    }
  }
}
