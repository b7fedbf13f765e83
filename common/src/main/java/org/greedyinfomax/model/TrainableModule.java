package org.greedyinfomax.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.Pass;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.loss.LocalLoss.Targets;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.Adam;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * A module of a stack that learns, on one engine: its layers, its loss and its optimizer.
 *
 * <p>The gradient block of the paper is a line that is not written: the module receives numbers,
 * and nothing of it reaches back to where they came from.
 */
public final class TrainableModule implements AutoCloseable {

  private final String name;
  private final Engine engine;
  private final ModuleLayout layout;
  private final Arena memory;
  private final Tensor values;
  private final Tensor gradients;
  private final Tensor first;
  private final Tensor second;
  private final ModuleNetwork network;
  private final LocalLoss loss;
  private final Adam adam;
  private int steps;

  /** Builds module {@code m} of a stack in the given state. */
  public TrainableModule(Engine engine, StackTask task, int m, ModuleState state) {
    this(engine, task, m, state, PartWrapper.NONE);
  }

  /** Creates the same, its parts wrapped: they still do what training has them do. */
  public TrainableModule(
      Engine engine, StackTask task, int m, ModuleState state, PartWrapper wrapper) {
    StackSpec stack = task.stack();
    this.engine = engine;
    name = stack.modules().get(m).name();
    layout = ModuleLayout.of(stack, m);
    memory = new Arena(engine);
    try {
      values = memory.allocate(layout.size());
      gradients = memory.zeros(layout.size());
      first = memory.allocate(layout.size());
      second = memory.allocate(layout.size());
      engine.write(state.values(), values);
      engine.write(state.first(), first);
      engine.write(state.second(), second);
      steps = state.steps();
      network = ModuleNetwork.of(engine, stack.modules().get(m), this::parameter, wrapper);
      loss = wrapper.wrap(stack.loss(m).build(engine, stack.hop(m), this::parameter));
      adam = new Adam(engine, task.settings());
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private Parameter parameter(String parameterName) {
    return new Parameter(layout.part(values, parameterName), layout.part(gradients, parameterName));
  }

  /**
   * What training found, before the update.
   *
   * @param loss in nats
   * @param accuracy of telling positives from negatives, or classes, in [0, 1]; 0 if the loss has
   *     none
   * @param spread of contexts of a sequence, or of encodings of patches: what is handed on; see
   *     {@link CollapseMetric}
   */
  public record Step(double loss, double accuracy, double spread) implements Serializable {}

  /**
   * Takes one step: forward, loss, backward, Adam.
   *
   * @param x the batch, of the shape that the module receives, without gradient
   * @param classes of the samples, or of their frames, if the loss learns from labels; empty
   *     otherwise
   * @param output set to what the module hands on, as it was before the update: contexts of a
   *     sequence, or all positions of patches
   * @param random of this module and step
   * @throws ArithmeticException if the loss is not finite
   */
  public Step train(Tensor x, int[] classes, Tensor output, RandomStream random, Arena arena) {
    try (Arena.Frame scratch = arena.frame()) {
      engine.fill(gradients.matrix(), 0);
      Evaluated evaluated = evaluate(x, classes, output, random, arena);
      backward(evaluated);
      steps++;
      adam.step(steps, gradients, first, second, values);
      return step(evaluated, arena);
    }
  }

  /**
   * Finds what {@link #train} would, with {@code output} set likewise, and takes no step.
   *
   * @throws ArithmeticException if the loss is not finite
   */
  public Step measure(Tensor x, int[] classes, Tensor output, RandomStream random, Arena arena) {
    try (Arena.Frame scratch = arena.frame()) {
      return step(evaluate(x, classes, output, random, arena), arena);
    }
  }

  /** What a forward pass has computed, up to the loss and its gradients at the contexts. */
  private record Evaluated(
      List<Pass> passes,
      Optional<Pass> means,
      Optional<Pass> contexts,
      LocalLoss.Evaluation evaluation,
      Tensor vectors) {}

  private Evaluated evaluate(
      Tensor x, int[] classes, Tensor output, RandomStream random, Arena arena) {
    Tensor y = PatchAxes.flatten(x);
    List<Pass> passes = new ArrayList<>();
    for (Layer layer : network.layers()) {
      passes.add(layer.forward(y, arena));
      y = passes.get(passes.size() - 1).output();
    }
    Tensor last = y;
    Optional<Pass> means =
        PatchAxes.has(x) ? Optional.of(network.summary().forward(last, arena)) : Optional.empty();
    Tensor z = means.map(mean -> PatchAxes.grid(mean.output(), x)).orElse(last);
    Optional<Pass> contexts = network.context().map(layer -> layer.forward(z, arena));
    Tensor c = contexts.map(Pass::output).orElse(z);
    engine.copy((means.isPresent() ? last : c).matrix(), output.matrix());
    Targets targets = passes.isEmpty() ? Targets.FIXED : Targets.TRAINED;
    LocalLoss.Evaluation evaluation =
        loss.evaluate(new LocalLoss.Batch(c, z, targets, classes), random, arena);
    requireFinite(evaluation.loss());
    return new Evaluated(passes, means, contexts, evaluation, means.isPresent() ? z : c);
  }

  private Step step(Evaluated evaluated, Arena arena) {
    return new Step(
        evaluated.evaluation.loss(),
        evaluated.evaluation.accuracy().orElse(0),
        CollapseMetric.of(engine, evaluated.vectors, arena));
  }

  private void backward(Evaluated evaluated) {
    List<Pass> passes = evaluated.passes;
    Tensor dContext = evaluated.evaluation.dContext();
    if (passes.isEmpty()) {
      evaluated.contexts.orElseThrow().backwardToParameters(dContext);
      return;
    }
    Tensor dEncoding = evaluated.contexts.map(pass -> pass.backward(dContext)).orElse(dContext);
    evaluated
        .evaluation
        .dEncoding()
        .ifPresent(asTarget -> engine.add(asTarget.matrix(), dEncoding.matrix()));
    Tensor dy =
        evaluated
            .means
            .map(means -> means.backward(dEncoding.reshape(means.output().shape())))
            .orElse(dEncoding);
    for (int i = passes.size() - 1; i > 0; i--) {
      dy = passes.get(i).backward(dy);
    }
    passes.get(0).backwardToParameters(dy); // no gradient crosses the module's lower border
  }

  private void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(
          Text.format(
                  "the loss of module \"%s\" is %s at step %d: lower optimizer.learningRate or look for",
                  name, value, steps + 1)
              + " broken samples");
    }
  }

  /** Returns the module's state now. */
  public ModuleState state() {
    return new ModuleState(
        engine.floats(values), engine.floats(first), engine.floats(second), steps);
  }

  /** Parameters and gradients of the last step, for tests of derivatives. */
  Parameter flat() {
    return new Parameter(values, gradients);
  }

  /** Gives its memory back. */
  @Override
  public void close() {
    memory.close();
  }
}
