package org.greedyinfomax.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.SampleShape;
import org.greedyinfomax.model.SequenceEnds;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A stack that encodes pictures, or recordings of any length: those of like lengths together.
 *
 * <p>So every product has more rows, and a GRU goes once through time for all of them. For use by
 * one thread.
 */
public final class StackEncoder implements AutoCloseable {

  /** Numbers of input that are encoded together at most, unless a single recording has more. */
  private static final int MOST_NUMBERS = 1 << 21;

  /** How much longer than the shortest the longest may be that is encoded with it. */
  private static final double MOST_STRETCH = 1.25;

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
    List<MiniBatch.Samples> wholes = new ArrayList<>();
    contents.forEach(content -> wholes.add(input.whole(content)));
    List<List<Frames>> encoded =
        new ArrayList<>(Collections.nCopies(contents.size(), List.<Frames>of()));
    for (List<Integer> places : alike(wholes)) {
      List<List<Frames>> some = encodeTogether(places.stream().map(wholes::get).toList());
      for (int i = 0; i < places.size(); i++) {
        encoded.set(places.get(i), some.get(i));
      }
    }
    return encoded;
  }

  /** Places of samples that are encoded together, shortest first. */
  private static List<List<Integer>> alike(List<MiniBatch.Samples> wholes) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < wholes.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> wholes.get(i).shape().size()));
    List<List<Integer>> groups = new ArrayList<>();
    int shortest = 0;
    for (int place : order) {
      int size = wholes.get(place).shape().size();
      List<Integer> latest = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      boolean fits =
          !latest.isEmpty()
              && size <= MOST_STRETCH * shortest
              && (latest.size() + 1L) * size <= MOST_NUMBERS;
      if (!fits) {
        groups.add(new ArrayList<>());
        shortest = size;
      }
      groups.get(groups.size() - 1).add(place);
    }
    return groups;
  }

  /** Encodes samples of like sizes, shortest first. */
  private List<List<Frames>> encodeTogether(List<MiniBatch.Samples> wholes) {
    List<List<Frames>> encoded = new ArrayList<>();
    wholes.forEach(whole -> encoded.add(new ArrayList<>()));
    SampleShape longest = wholes.get(wholes.size() - 1).shape();
    boolean isEven = wholes.get(0).shape().equals(longest);
    SequenceEnds ends =
        new SequenceEnds(wholes.stream().mapToInt(whole -> whole.shape().places()).toArray());
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(longest.batch(wholes.size()));
      engine.write(joined(wholes, longest.size()), x);
      for (int m = 0; m < modules.size(); m++) {
        TrainableModule module = modules.get(m);
        x = isEven ? module.forward(x, arena) : module.forward(x, ends, arena);
        stack.roundBorder(engine, m, x); // as in training
        ends = isEven ? ends : ends.after(stack.modules().get(m));
        if (wanted.contains(m)) {
          Tensor vectors = module.represent(x, arena);
          float[] numbers = engine.floats(vectors);
          int each = numbers.length / wholes.size();
          for (int i = 0; i < wholes.size(); i++) {
            int end = isEven ? each : ends.of(i) * vectors.length(2);
            float[] own = Arrays.copyOfRange(numbers, i * each, i * each + end);
            encoded.get(i).add(new Frames(vectors.length(2), own));
          }
        }
      }
    }
    return encoded;
  }

  /** All numbers, each sample's filled up with zeros to the longest. */
  private static float[] joined(List<MiniBatch.Samples> wholes, int longest) {
    if (wholes.size() == 1) {
      return wholes.get(0).numbers();
    }
    float[] joined = new float[wholes.size() * longest];
    for (int i = 0; i < wholes.size(); i++) {
      float[] numbers = wholes.get(i).numbers();
      System.arraycopy(numbers, 0, joined, i * longest, numbers.length);
    }
    return joined;
  }

  @Override
  public void close() {
    modules.forEach(TrainableModule::close);
    arena.close();
  }
}
