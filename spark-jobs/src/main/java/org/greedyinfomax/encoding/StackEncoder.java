package org.greedyinfomax.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.layer.PackedSequences;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.model.EncoderModule;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.SequenceEnds;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A stack that encodes pictures, or recordings of any length, many together.
 *
 * <p>Layers that see few frames at a time take recordings of like lengths in one batch. A GRU takes
 * all of them, {@link PackedSequences packed}: it goes once through time, and reads its weights
 * once for each frame of the longest. For use by one thread.
 */
public final class StackEncoder implements AutoCloseable {

  /** Numbers that go through layers together at most, unless a single recording has more. */
  private static final int MOST_NUMBERS = 1 << 21;

  /** Numbers that go into and out of a GRU's products together at most, likewise. */
  private static final int MOST_GRU_NUMBERS = 1 << 25;

  /** How much longer than the shortest the longest may be that goes through layers with it. */
  private static final double MOST_STRETCH = 1.25;

  private final Engine engine;
  private final StackSpec stack;
  private final List<Integer> wanted;
  private final NetworkInput input;
  private final List<EncoderModule> modules = new ArrayList<>();
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
    try {
      for (int m = 0; m < states.size(); m++) {
        modules.add(new EncoderModule(engine, stack, m, states.get(m)));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A recording or picture on its way up: what goes into the next layer, and what is wanted. */
  private static final class Climber {

    private float[] numbers;
    private SampleShape shape;
    private final List<Frames> encoded = new ArrayList<>();

    private Climber(MiniBatch.Samples whole) {
      numbers = whole.numbers();
      shape = whole.shape();
    }
  }

  /**
   * What modules make of recordings or pictures: what their losses compare.
   *
   * @return for each of the contents, in their order, its frames by each of the wanted modules
   */
  public List<List<Frames>> encode(List<? extends Content> contents) {
    List<Climber> climbers =
        contents.stream().map(content -> new Climber(input.whole(content))).toList();
    int bottom = 0;
    while (bottom < modules.size()) {
      int top = nextGru(bottom);
      for (List<Climber> group : alike(climbers)) {
        throughLayers(group, bottom, top);
      }
      if (top < modules.size()) {
        for (List<Climber> group : packable(climbers, top)) {
          throughGru(group, top);
        }
      }
      bottom = top + 1;
    }
    return climbers.stream().map(climber -> climber.encoded).toList();
  }

  /** The first module from {@code m} on that has a GRU, or the number of modules. */
  private int nextGru(int m) {
    int next = m;
    while (next < modules.size() && stack.modules().get(next).gru().isEmpty()) {
      next++;
    }
    return next;
  }

  private GruSpec gru(int m) {
    return stack.modules().get(m).gru().orElseThrow();
  }

  /** Those that go through layers together, shortest first. */
  private static List<List<Climber>> alike(List<Climber> climbers) {
    return groups(
        climbers,
        Comparator.comparingInt(climber -> climber.shape.size()),
        (group, next) ->
            next.shape.size() <= MOST_STRETCH * group.get(0).shape.size()
                && (group.size() + 1L) * next.shape.size() <= MOST_NUMBERS);
  }

  /** Those that go through the GRU of module {@code m} together, longest first. */
  private List<List<Climber>> packable(List<Climber> climbers, int m) {
    int hidden = gru(m).hidden();
    return groups(
        climbers,
        Comparator.comparingInt((Climber climber) -> climber.shape.places()).reversed(),
        (group, next) -> {
          long frames = next.shape.places();
          for (Climber climber : group) {
            frames += climber.shape.places();
          }
          return frames * (next.shape.channels() + 4L * hidden) <= MOST_GRU_NUMBERS;
        });
  }

  private static List<List<Climber>> groups(
      List<Climber> climbers, Comparator<Climber> order, BiPredicate<List<Climber>, Climber> fits) {
    List<List<Climber>> groups = new ArrayList<>();
    for (Climber climber : climbers.stream().sorted(order).toList()) {
      if (groups.isEmpty() || !fits.test(groups.get(groups.size() - 1), climber)) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(climber);
    }
    return groups;
  }

  /** Through the modules from {@code bottom} on, and the layers of module {@code top}. */
  private void throughLayers(List<Climber> group, int bottom, int top) {
    SampleShape longest = group.get(group.size() - 1).shape;
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(longest.batch(group.size()));
      engine.write(joined(group, longest.size()), x);
      for (int m = bottom; m < top; m++) {
        x = throughLayers(group, m, x);
        stack.roundBorder(engine, m, x); // as in training
        if (wanted.contains(m)) {
          Tensor vectors = modules.get(m).represent(x, arena);
          List<float[]> own = split(vectors, group);
          for (int i = 0; i < group.size(); i++) {
            group.get(i).encoded.add(new Frames(vectors.length(2), own.get(i)));
          }
        }
      }
      if (top < modules.size()) {
        List<float[]> own = split(throughLayers(group, top, x), group);
        for (int i = 0; i < group.size(); i++) {
          group.get(i).numbers = own.get(i);
        }
      }
    }
  }

  /** Through the layers of module {@code m}. */
  private Tensor throughLayers(List<Climber> group, int m, Tensor x) {
    EncoderModule module = modules.get(m);
    boolean isEven = group.get(0).shape.equals(group.get(group.size() - 1).shape);
    Tensor y =
        isEven
            ? module.encode(x, arena)
            : module.encode(x, new SequenceEnds(lengths(group)), arena);
    for (Climber climber : group) {
      climber.shape = stack.modules().get(m).encoding(climber.shape);
    }
    return y;
  }

  /** Through the GRU of module {@code m}. */
  private void throughGru(List<Climber> group, int m) {
    PackedSequences sequences = new PackedSequences(lengths(group));
    try (Arena.Frame scratch = arena.frame()) {
      Tensor encodings = arena.allocate(sequences.frames(), group.get(0).shape.channels());
      engine.write(
          sequences.pack(group.stream().map(climber -> climber.numbers).toList()), encodings);
      Tensor contexts = modules.get(m).contexts(encodings, sequences, arena);
      stack.roundBorder(engine, m, contexts); // as in training
      float[] packed = engine.floats(contexts);
      for (int i = 0; i < group.size(); i++) {
        Climber climber = group.get(i);
        climber.numbers = sequences.unpack(packed, i);
        climber.shape = gru(m).output(climber.shape);
        if (wanted.contains(m)) {
          climber.encoded.add(new Frames(contexts.length(1), climber.numbers));
        }
      }
    }
  }

  private static int[] lengths(List<Climber> group) {
    return group.stream().mapToInt(climber -> climber.shape.places()).toArray();
  }

  /** All numbers, each one's filled up with zeros to the longest. */
  private static float[] joined(List<Climber> group, int longest) {
    if (group.size() == 1) {
      return group.get(0).numbers;
    }
    float[] joined = new float[group.size() * longest];
    for (int i = 0; i < group.size(); i++) {
      float[] numbers = group.get(i).numbers;
      System.arraycopy(numbers, 0, joined, i * longest, numbers.length);
    }
    return joined;
  }

  /** The numbers of each, without those beyond its end, of {@code [sample, place, channel]}. */
  private List<float[]> split(Tensor vectors, List<Climber> group) {
    float[] all = engine.floats(vectors);
    int each = all.length / group.size();
    List<float[]> own = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      int size = group.get(i).shape.places() * vectors.length(2);
      own.add(Arrays.copyOfRange(all, i * each, i * each + size));
    }
    return own;
  }

  @Override
  public void close() {
    modules.forEach(EncoderModule::close);
    arena.close();
  }
}
