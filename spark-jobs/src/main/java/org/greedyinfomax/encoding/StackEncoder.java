package org.greedyinfomax.encoding;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/** A stack that encodes recordings of any length, or pictures, one at a time. */
final class StackEncoder implements AutoCloseable {

  private final Engine engine;
  private final StackSpec stack;
  private final NetworkInput input;
  private final List<TrainableModule> modules = new ArrayList<>();
  private final Arena arena;

  StackEncoder(Engine engine, Recipe recipe, List<ModuleState> states, NetworkInput input) {
    this.engine = engine;
    this.input = input;
    stack = recipe.stack();
    arena = new Arena(engine);
    for (int m = 0; m < states.size(); m++) {
      modules.add(new TrainableModule(engine, stack, m, recipe.optimizer(), states.get(m)));
    }
  }

  /** What every module makes of a recording or picture: what its loss compares. */
  List<Frames> encode(Content content) {
    MiniBatch whole = input.whole(content);
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(whole.shape().batch(1));
      whole.writeTo(engine, x);
      List<Frames> encoded = new ArrayList<>();
      for (TrainableModule module : modules) {
        x = module.forward(x, arena);
        stack.roundBorder(engine, encoded.size(), x); // as in training
        Tensor vectors = module.represent(x, arena);
        encoded.add(new Frames(vectors.length(2), engine.floats(vectors)));
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
