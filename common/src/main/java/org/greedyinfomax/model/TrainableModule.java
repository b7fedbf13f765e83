package org.greedyinfomax.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.layer.Convolution1d;
import org.greedyinfomax.layer.Gru;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.Pass;
import org.greedyinfomax.loss.InfoNce;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.loss.OtherTargets;
import org.greedyinfomax.loss.SameSequence;
import org.greedyinfomax.loss.WholeBatch;
import org.greedyinfomax.optim.Adam;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * One module at work: its layers, its loss and its optimizer, on one engine.
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
  private final List<Layer> convolutions = new ArrayList<>();
  private final Optional<Layer> gru;
  private final InfoNce loss;
  private final Adam adam;
  private int steps;

  /** Builds module {@code m} of a stack in the given state. */
  public TrainableModule(
      Engine engine, StackSpec stack, int m, AdamSettings settings, ModuleState state) {
    this(engine, stack, m, settings, state, sampler(stack.loss()));
  }

  TrainableModule(
      Engine engine,
      StackSpec stack,
      int m,
      AdamSettings settings,
      ModuleState state,
      NegativeSampler sampler) {
    ModuleSpec spec = stack.modules().get(m);
    this.engine = engine;
    name = spec.name();
    layout = ModuleLayout.of(stack, m);
    memory = new Arena(engine);
    values = memory.allocate(layout.size());
    gradients = memory.zeros(layout.size());
    first = memory.allocate(layout.size());
    second = memory.allocate(layout.size());
    engine.write(state.values(), values);
    engine.write(state.first(), first);
    engine.write(state.second(), second);
    steps = state.steps();
    for (int i = 0; i < spec.convolutions().size(); i++) {
      ConvolutionSpec convolution = spec.convolutions().get(i);
      convolutions.add(
          new Convolution1d(
              engine,
              convolution.stride(),
              convolution.padding(),
              parameter("convolution" + i + ".weight"),
              parameter("convolution" + i + ".bias")));
    }
    gru = spec.gru().map(this::gru);
    loss = new InfoNce(engine, parameter("predictor.weight"), sampler, stack.loss().window());
    adam = new Adam(engine, settings);
  }

  private static NegativeSampler sampler(InfoNceSpec spec) {
    return switch (spec.sampling()) {
      case WHOLE_BATCH -> new WholeBatch(spec.negatives());
      case OTHER_TARGETS -> new OtherTargets(spec.negatives());
      case SAME_SEQUENCE -> new SameSequence(spec.negatives());
    };
  }

  private Layer gru(GruSpec spec) {
    Gru.Reach reach =
        switch (spec.backpropagation()) {
          case THROUGH_TIME -> Gru.Reach.WHOLE_PAST;
          case ONE_STEP -> Gru.Reach.ONE_STEP;
        };
    return new Gru(
        engine,
        reach,
        new Gru.Parameters(
            parameter("gru.inputWeight"),
            parameter("gru.stateWeight"),
            parameter("gru.inputBias"),
            parameter("gru.stateBias")));
  }

  private Parameter parameter(String parameterName) {
    ModuleLayout.Entry entry = layout.entry(parameterName);
    return new Parameter(
        values.slice(entry.start(), entry.dimensions()),
        gradients.slice(entry.start(), entry.dimensions()));
  }

  /**
   * What training found, before the update.
   *
   * @param loss in nats
   * @param accuracy of telling the true candidate from the false, in [0, 1]
   * @param spread of the contexts, see {@link Spread}
   */
  public record Step(double loss, double accuracy, double spread) implements Serializable {}

  /** The contexts of a batch {@code [batch, time, channel]}, for the next module or for a probe. */
  public Tensor forward(Tensor x, Arena arena) {
    Tensor y = x;
    for (Layer convolution : convolutions) {
      y = convolution.forward(y, arena).output();
    }
    return gru.isPresent() ? gru.get().forward(y, arena).output() : y;
  }

  /**
   * Takes one step: forward, loss, backward, Adam.
   *
   * @param x the batch {@code [batch, time, channel]}, without gradient
   * @param output set to the contexts as they were before the update, for the next module
   * @param random of this module and step
   * @throws ArithmeticException if the loss is not finite
   */
  public Step train(Tensor x, Tensor output, RandomStream random, Arena arena) {
    try (Arena.Frame scratch = arena.frame()) {
      engine.fill(gradients.matrix(), 0);
      Tensor encoding = x;
      List<Pass> passes = new ArrayList<>();
      for (Layer convolution : convolutions) {
        passes.add(convolution.forward(encoding, arena));
        encoding = passes.get(passes.size() - 1).output();
      }
      Tensor z = encoding;
      Optional<Pass> context = gru.map(layer -> layer.forward(z, arena));
      Tensor c = context.map(Pass::output).orElse(z);
      engine.copy(c.matrix(), output.matrix());
      InfoNce.Targets targets = passes.isEmpty() ? InfoNce.Targets.FIXED : InfoNce.Targets.TRAINED;
      InfoNce.Evaluation evaluation = loss.evaluate(c, z, targets, random, arena);
      requireFinite(evaluation.loss());
      backward(passes, context, evaluation);
      steps++;
      adam.step(steps, gradients, first, second, values);
      return new Step(evaluation.loss(), evaluation.accuracy(), Spread.of(engine, c, arena));
    }
  }

  private void backward(List<Pass> passes, Optional<Pass> context, InfoNce.Evaluation evaluation) {
    if (passes.isEmpty()) {
      context.orElseThrow().backwardToParameters(evaluation.dContext());
      return;
    }
    Tensor dEncoding = evaluation.dEncoding().orElseThrow();
    Tensor fromContext =
        context.isPresent() ? context.get().backward(evaluation.dContext()) : evaluation.dContext();
    engine.add(fromContext.matrix(), dEncoding.matrix());
    Tensor dy = dEncoding;
    for (int i = passes.size() - 1; i > 0; i--) {
      dy = passes.get(i).backward(dy);
    }
    passes.get(0).backwardToParameters(dy); // no gradient crosses the module's lower border
  }

  private void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(
          "the loss of module \"%s\" is %s at step %d: lower optimizer.learningRate or look for"
                  .formatted(name, value, steps + 1)
              + " broken samples");
    }
  }

  /** The module's state now. */
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
