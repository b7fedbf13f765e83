package org.greedyinfomax.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;

/**
 * Adjacent modules of a stack, trained side by side by one replica: each receives what the one
 * below made of the batch, without gradient, and takes its own step. Memory of a module's pass is
 * free again before the next module starts.
 *
 * <p>What a module hands on is rounded to the type of the stack's {@linkplain StackSpec#borders
 * borders}, so that it makes no difference whether the next module belongs to the same trainer or
 * reads it from a file.
 */
public final class StackTrainer implements AutoCloseable {

  private final Engine engine;
  private final StackSpec stack;
  private final int first;
  private final int end;
  private final long seed;
  private final SortedMap<Integer, TrainableModule> learning = new TreeMap<>();
  private final SortedMap<Integer, EncoderModule> frozen = new TreeMap<>();
  private final Arena arena;
  private int largest; // numbers of a sample

  /**
   * Builds modules of a stack.
   *
   * @param first index of the lowest module
   * @param states of the modules from the first up
   * @param firstTrained index of the lowest module that learns, counted in the stack; those below
   *     are frozen
   */
  public StackTrainer(
      Engine engine, StackTask task, int first, List<ModuleState> states, int firstTrained) {
    this(
        engine,
        task,
        first,
        states,
        upFrom(firstTrained, task.stack(), first, first + states.size()));
  }

  private static List<Integer> upFrom(int firstTrained, StackSpec stack, int first, int end) {
    Check.argument(
        first >= 0
            && first < end
            && end <= stack.modules().size()
            && firstTrained >= first
            && firstTrained <= end,
        "modules %d to %d, trained from %d on, are not in a stack of %d",
        first,
        end - 1,
        firstTrained,
        stack.modules().size());
    return IntStream.range(firstTrained, end).boxed().toList();
  }

  /**
   * Builds modules of a stack of which any may be frozen.
   *
   * @param first index of the lowest module
   * @param states of the modules from the first up
   * @param learning indices of those that learn, ascending, counted in the stack; the others are
   *     frozen
   */
  public StackTrainer(
      Engine engine, StackTask task, int first, List<ModuleState> states, List<Integer> learning) {
    stack = task.stack();
    end = first + states.size();
    Check.argument(
        first >= 0
            && !states.isEmpty()
            && end <= stack.modules().size()
            && learning.stream().allMatch(m -> m >= first && m < end),
        "modules %d to %d, of which %s learn, are not in a stack of %d",
        first,
        end - 1,
        learning,
        stack.modules().size());
    this.engine = engine;
    this.first = first;
    seed = task.seed();
    arena = new Arena(engine);
    try {
      for (int m = first; m < end; m++) {
        ModuleState state = states.get(m - first);
        if (learning.contains(m)) {
          this.learning.put(m, new TrainableModule(engine, task, m, state));
        } else {
          frozen.put(m, new EncoderModule(engine, stack, m, state));
        }
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Trains on one mini-batch.
   *
   * @param batch what the lowest module receives
   * @param replica number of this replica
   * @param step of the whole training, counted from 0: with the replica it names the random numbers
   * @param above is shown what the topmost module hands on, which is gone when this method returns
   * @return what each trained module found, lowest first
   * @throws ArithmeticException if a loss is not finite, or an output does not fit the borders
   */
  public List<TrainableModule.Step> step(
      MiniBatch batch, int replica, int step, Consumer<Tensor> above) {
    return pass(
        batch,
        (m, x, output) -> {
          RandomStream random = RandomStream.of(seed, Purpose.NEGATIVES, m, replica, step);
          return learning.get(m).train(x, batch.classes(), output, random, arena);
        },
        above);
  }

  /**
   * Finds what modules would on a mini-batch that is not learned from. They stay as they are.
   *
   * @param batch what the lowest module receives
   * @param number of the mini-batch: it names the random numbers
   * @return what each module found that learns otherwise, lowest first
   * @throws ArithmeticException if a loss is not finite, or an output does not fit the borders
   */
  public List<TrainableModule.Step> measure(MiniBatch batch, int number) {
    return pass(
        batch,
        (m, x, output) -> {
          RandomStream random = RandomStream.of(seed, Purpose.VALIDATION, m, number);
          return learning.get(m).measure(x, batch.classes(), output, random, arena);
        },
        above -> {});
  }

  /** What a module that is not frozen does with a mini-batch. */
  private interface Act {
    TrainableModule.Step on(int m, Tensor x, Tensor output);
  }

  private List<TrainableModule.Step> pass(MiniBatch batch, Act act, Consumer<Tensor> above) {
    SampleShape shape = batch.shape();
    if (shape.size() > largest) { // so that no memory is kept for smaller ones beside
      arena.close();
      largest = shape.size();
    }
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(shape.batch(batch.samples()));
      batch.writeTo(engine, x);
      List<TrainableModule.Step> found = new ArrayList<>();
      for (int m = first; m < end; m++) {
        shape = stack.modules().get(m).output(shape);
        Tensor output = arena.allocate(shape.batch(batch.samples()));
        if (learning.containsKey(m)) {
          found.add(act.on(m, x, output));
        } else {
          encode(frozen.get(m), x, output);
        }
        stack.roundBorder(engine, m, output);
        x = output;
      }
      above.accept(x);
      return found;
    }
  }

  private void encode(EncoderModule module, Tensor x, Tensor output) {
    try (Arena.Frame scratch = arena.frame()) {
      engine.copy(module.forward(x, arena).matrix(), output.matrix());
    }
  }

  /** States of the modules that learn, lowest first. */
  public List<ModuleState> trainedStates() {
    return learning.values().stream().map(TrainableModule::state).toList();
  }

  /** Returns how many numbers of scratch memory it holds. */
  public long scratch() {
    return arena.capacity();
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    learning.values().forEach(TrainableModule::close);
    frozen.values().forEach(EncoderModule::close);
    arena.close();
  }
}
