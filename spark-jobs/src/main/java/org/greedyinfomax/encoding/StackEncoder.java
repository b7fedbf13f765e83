package org.greedyinfomax.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.SampleShape;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A stack that encodes recordings of any length, or pictures: those of the same shape together.
 *
 * <p>So every product has more rows, and a GRU goes once through time for all of them. For use by
 * one thread.
 */
public final class StackEncoder implements AutoCloseable {

  /** Numbers of input that are encoded together at most, unless a single recording has more. */
  private static final int MOST_NUMBERS = 1 << 21;

  private final Engine engine;
  private final StackSpec stack;
  private final List<Integer> wanted;
  private final NetworkInput input;
  private final List<TrainableModule> modules = new ArrayList<>();
  private final Arena arena;

  StackEncoder(
      Engine engine,
      Recipe recipe,
      List<ModuleState> states,
      List<Integer> wanted,
      NetworkInput input) {
    this.engine = engine;
    this.wanted = List.copyOf(wanted);
    this.input = input;
    stack = recipe.stack();
    arena = new Arena(engine);
    for (int m = 0; m < states.size(); m++) {
      modules.add(new TrainableModule(engine, stack, m, recipe.optimizer(), states.get(m)));
    }
  }

  /**
   * What modules make of recordings or pictures: what their losses compare.
   *
   * @return for each of the contents, in their order, its frames by each of the wanted modules
   */
  public List<List<Frames>> encode(List<? extends Content> contents) {
    Map<SampleShape, List<Integer>> alike = new LinkedHashMap<>();
    List<MiniBatch.Samples> wholes = new ArrayList<>();
    for (Content content : contents) {
      MiniBatch.Samples whole = input.whole(content);
      alike.computeIfAbsent(whole.shape(), shape -> new ArrayList<>()).add(wholes.size());
      wholes.add(whole);
    }
    List<List<Frames>> encoded =
        new ArrayList<>(Collections.nCopies(contents.size(), List.<Frames>of()));
    alike.forEach(
        (shape, places) -> {
          int most = Math.max(1, MOST_NUMBERS / shape.size());
          for (int from = 0; from < places.size(); from += most) {
            List<Integer> some = places.subList(from, Math.min(places.size(), from + most));
            List<List<Frames>> frames = encodeAlike(shape, some.stream().map(wholes::get).toList());
            for (int i = 0; i < some.size(); i++) {
              encoded.set(some.get(i), frames.get(i));
            }
          }
        });
    return encoded;
  }

  private List<List<Frames>> encodeAlike(SampleShape shape, List<MiniBatch.Samples> wholes) {
    List<List<Frames>> encoded = new ArrayList<>();
    wholes.forEach(whole -> encoded.add(new ArrayList<>()));
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(shape.batch(wholes.size()));
      new MiniBatch.Samples(joined(shape, wholes), shape).writeTo(engine, x);
      for (int m = 0; m < modules.size(); m++) {
        x = modules.get(m).forward(x, arena);
        stack.roundBorder(engine, m, x); // as in training
        if (wanted.contains(m)) {
          Tensor vectors = modules.get(m).represent(x, arena);
          float[] numbers = engine.floats(vectors);
          int each = numbers.length / wholes.size();
          for (int i = 0; i < wholes.size(); i++) {
            float[] own = Arrays.copyOfRange(numbers, i * each, (i + 1) * each);
            encoded.get(i).add(new Frames(vectors.length(2), own));
          }
        }
      }
    }
    return encoded;
  }

  private static float[] joined(SampleShape shape, List<MiniBatch.Samples> wholes) {
    if (wholes.size() == 1) {
      return wholes.get(0).numbers();
    }
    float[] joined = new float[wholes.size() * shape.size()];
    for (int i = 0; i < wholes.size(); i++) {
      System.arraycopy(wholes.get(i).numbers(), 0, joined, i * shape.size(), shape.size());
    }
    return joined;
  }

  @Override
  public void close() {
    modules.forEach(TrainableModule::close);
    arena.close();
  }
}
