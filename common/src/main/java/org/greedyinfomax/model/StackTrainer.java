package org.greedyinfomax.model;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;

/**
 * The modules of a stack, trained side by side by one replica: each receives what the one below
 * made of the batch, without gradient, and takes its own step. Memory of a module's pass is free
 * again before the next module starts.
 */
public final class StackTrainer implements AutoCloseable {

  private final Engine engine;
  private final StackSpec stack;
  private final int firstTrained;
  private final long seed;
  private final List<TrainableModule> modules = new ArrayList<>();
  private final Arena arena;

  /**
   * Builds the lower modules of a stack.
   *
   * @param states of the modules from the first up to the last trained
   * @param firstTrained index of the lowest module that learns; those below are frozen
   * @param seed of the negatives
   */
  public StackTrainer(
      Engine engine,
      StackSpec stack,
      AdamSettings settings,
      List<ModuleState> states,
      int firstTrained,
      long seed) {
    Check.argument(
        firstTrained >= 0
            && firstTrained < states.size()
            && states.size() <= stack.modules().size(),
        "modules %d to %d are not in a stack of %d",
        firstTrained,
        states.size() - 1,
        stack.modules().size());
    this.engine = engine;
    this.stack = stack;
    this.firstTrained = firstTrained;
    this.seed = seed;
    arena = new Arena(engine);
    for (int m = 0; m < states.size(); m++) {
      modules.add(new TrainableModule(engine, stack, m, settings, states.get(m)));
    }
  }

  /**
   * Trains on one mini-batch.
   *
   * @param samples normalized, {@code [batch, time, channel]} in one array
   * @param batch sequences in it
   * @param replica number of this replica
   * @param step of the whole training, counted from 0: with the replica it names the random numbers
   * @return what each trained module found, lowest first
   */
  public List<TrainableModule.Step> step(float[] samples, int batch, int replica, int step) {
    int channels = stack.inputChannels();
    int frames = samples.length / batch / channels;
    try (Arena.Frame scratch = arena.frame()) {
      Tensor x = arena.allocate(batch, frames, channels);
      engine.write(samples, x);
      List<TrainableModule.Step> found = new ArrayList<>();
      for (int m = 0; m < modules.size(); m++) {
        frames = stack.modules().get(m).outputFrames(frames);
        channels = stack.inputChannels(m + 1);
        Tensor output = arena.allocate(batch, frames, channels);
        if (m < firstTrained) {
          freeze(modules.get(m), x, output);
        } else {
          RandomStream random = RandomStream.of(seed, Purpose.NEGATIVES, m, replica, step);
          found.add(modules.get(m).train(x, output, random, arena));
        }
        x = output;
      }
      return found;
    }
  }

  private void freeze(TrainableModule module, Tensor x, Tensor output) {
    try (Arena.Frame scratch = arena.frame()) {
      engine.copy(module.forward(x, arena).matrix(), output.matrix());
    }
  }

  /** States of the trained modules, lowest first. */
  public List<ModuleState> trainedStates() {
    return modules.subList(firstTrained, modules.size()).stream()
        .map(TrainableModule::state)
        .toList();
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    modules.forEach(TrainableModule::close);
    arena.close();
  }
}
