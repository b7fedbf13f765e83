package org.greedyinfomax.encoding;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.training.Normalization;

/** A stack that encodes recordings of any length, one at a time. */
final class StackEncoder implements AutoCloseable {

  private final Engine engine;
  private final StackSpec stack;
  private final Normalization normalization;
  private final List<TrainableModule> modules = new ArrayList<>();
  private final Arena arena;
  private final int leastSamples;

  StackEncoder(
      Engine engine, Recipe recipe, List<ModuleState> states, Normalization normalization) {
    this.engine = engine;
    this.normalization = normalization;
    stack = recipe.stack();
    arena = new Arena(engine);
    for (int m = 0; m < states.size(); m++) {
      modules.add(new TrainableModule(engine, stack, m, recipe.optimizer(), states.get(m)));
    }
    leastSamples = leastSamples(stack);
  }

  /** Samples that give the topmost module one frame. */
  private static int leastSamples(StackSpec stack) {
    int samples = 1;
    while (stack.outputFrames(stack.modules().size() - 1, samples) < 1) {
      samples++;
    }
    return samples;
  }

  /** What every module makes of a recording; a very short one is continued by silence. */
  List<Frames> encode(short[] samples) {
    float[] signal = new float[Math.max(samples.length, leastSamples)];
    normalization.apply(samples, 0, signal.length, signal, 0);
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(1, signal.length, stack.inputChannels());
      engine.write(signal, x);
      List<Frames> encoded = new ArrayList<>();
      for (TrainableModule module : modules) {
        x = module.forward(x, arena);
        stack.roundBorder(engine, encoded.size(), x); // as in training
        encoded.add(new Frames(x.length(2), engine.floats(x)));
      }
      return encoded;
    }
  }

  @Override
  public void close() {
    modules.forEach(TrainableModule::close);
    arena.close();
  }
}
