package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * A gated recurrent unit over time, starting from a state of zeros, with the gates of {@link
 * Engine#gruStep}.
 *
 * <pre>
 *   x  [batch, time, in]        W  [in, 3·hidden]       b   [3·hidden]
 *   y  [batch, time, hidden]    U  [hidden, 3·hidden]   b'  [3·hidden]
 * </pre>
 *
 * <p>Columns hold the reset, update and new gates in this order; {@code b'} is the bias on the
 * state's side. Gradients run through time, or are cut after one step: then the previous state
 * counts as a constant, and every step learns as if it were the last.
 */
public final class Gru implements Layer {

  /** What a GRU learns. Shapes as above. */
  public record Parameters(
      Parameter inputWeight, Parameter stateWeight, Parameter inputBias, Parameter stateBias) {}

  /** How far gradients reach back in time. */
  public enum Reach {
    WHOLE_PAST,
    ONE_STEP
  }

  private final Engine engine;
  private final Reach reach;
  private final Parameters parameters;
  private final int in;
  private final int hidden;

  public Gru(Engine engine, Reach reach, Parameters parameters) {
    this.engine = engine;
    this.reach = reach;
    this.parameters = parameters;
    in = parameters.inputWeight().value().length(0);
    hidden = parameters.stateWeight().value().length(0);
    parameters.inputWeight().value().require("GRU input weight", in, 3 * hidden);
    parameters.stateWeight().value().require("GRU state weight", hidden, 3 * hidden);
    parameters.inputBias().value().require("GRU input bias", 3 * hidden);
    parameters.stateBias().value().require("GRU state bias", 3 * hidden);
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("GRU input", -1, -1, in);
    int batch = x.length(0);
    int time = x.length(1);
    Tensor y = arena.allocate(batch, time, hidden);
    Tensor previous = arena.zeros(batch, time, hidden); // y one frame later, zeros first
    Tensor gates = arena.allocate(batch, time, 4 * hidden);
    try (Arena.Frame scratch = arena.frame()) {
      Tensor fromInput = fromInput(x, arena);
      Tensor fromState = arena.allocate(batch, 3 * hidden);
      for (int t = 0; t < time; t++) {
        step(at(fromInput, t), at(previous, t), fromState.matrix(), at(gates, t), at(y, t));
        if (t + 1 < time) {
          engine.copy(at(y, t), at(previous, t + 1));
        }
      }
    }
    return new GruPass(x, y, previous, gates, arena);
  }

  /**
   * States of sequences of unlike lengths, for which no backward pass is prepared.
   *
   * @param x {@code [frames, in]}, packed
   * @return {@code [frames, hidden]}, packed likewise
   */
  public Tensor states(Tensor x, PackedSequences sequences, Arena arena) {
    x.require("GRU input", sequences.frames(), in);
    Tensor y = arena.allocate(sequences.frames(), hidden);
    try (Arena.Frame scratch = arena.frame()) {
      int most = sequences.running(0);
      Matrix fromInput = fromInput(x, arena).matrix();
      Matrix fromState = arena.allocate(most, 3 * hidden).matrix();
      Matrix gates = arena.allocate(most, 4 * hidden).matrix();
      Matrix before = arena.zeros(most, hidden).matrix();
      for (int t = 0; t < sequences.longest(); t++) {
        int start = sequences.start(t);
        int running = sequences.running(t);
        Matrix now = y.matrix().rows(start, running);
        step(
            fromInput.rows(start, running),
            before.rows(0, running),
            fromState.rows(0, running),
            gates.rows(0, running),
            now);
        before = now;
      }
    }
    return y;
  }

  /** {@code x·W + b}, of all frames at once. */
  private Tensor fromInput(Tensor x, Arena arena) {
    int[] shape = x.shape();
    shape[shape.length - 1] = 3 * hidden;
    Tensor fromInput = arena.allocate(shape);
    engine.multiply(x.matrix(), parameters.inputWeight().value().matrix(), fromInput.matrix());
    engine.addBias(parameters.inputBias().value(), fromInput.matrix());
    return fromInput;
  }

  /** Sets {@code fromState}, {@code gates} and the states {@code now} of a frame. */
  private void step(Matrix fromInput, Matrix before, Matrix fromState, Matrix gates, Matrix now) {
    engine.multiply(before, parameters.stateWeight().value().matrix(), fromState);
    engine.addBias(parameters.stateBias().value(), fromState);
    engine.gruStep(fromInput, fromState, before, gates, now);
  }

  /** {@code [batch, channel]}: frame {@code t} of every sequence. */
  private static Matrix at(Tensor x, int t) {
    int channels = x.length(2);
    return x.rows((long) t * channels, x.length(0), channels, x.length(1) * channels);
  }

  private final class GruPass implements Pass {

    private final Tensor x;
    private final Tensor y;
    private final Tensor previous;
    private final Tensor gates;
    private final Arena arena;

    GruPass(Tensor x, Tensor y, Tensor previous, Tensor gates, Arena arena) {
      this.x = x;
      this.y = y;
      this.previous = previous;
      this.gates = gates;
      this.arena = arena;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void backwardToParameters(Tensor dy) {
      try (Arena.Frame scratch = arena.frame()) {
        toGates(dy);
      }
    }

    @Override
    public Tensor backward(Tensor dy) {
      Tensor dx = arena.allocate(x.shape());
      try (Arena.Frame scratch = arena.frame()) {
        Tensor dFromInput = toGates(dy);
        engine.multiply(
            dFromInput.matrix(),
            parameters.inputWeight().value().matrix().transposed(),
            dx.matrix());
      }
      return dx;
    }

    /** Adds to the parameters' gradients; returns the gradient at {@code x·W + b}. */
    private Tensor toGates(Tensor dy) {
      int batch = x.length(0);
      int time = x.length(1);
      Tensor dFromInput = arena.allocate(batch, time, 3 * hidden);
      Tensor dFromState = arena.allocate(batch, time, 3 * hidden);
      Tensor dPrevious = arena.allocate(batch, hidden);
      Tensor turned = arena.allocate(3 * hidden, hidden);
      if (reach == Reach.WHOLE_PAST) {
        engine.transpose(parameters.stateWeight().value().matrix(), turned.matrix());
      }
      for (int t = time - 1; t >= 0; t--) {
        engine.gruGradient(
            at(gates, t),
            at(previous, t),
            at(dy, t),
            at(dFromInput, t),
            at(dFromState, t),
            dPrevious.matrix());
        if (t > 0 && reach == Reach.WHOLE_PAST) {
          engine.addProduct(at(dFromState, t), turned.matrix(), dPrevious.matrix());
          engine.add(dPrevious.matrix(), at(dy, t - 1));
        }
      }
      engine.addProduct(
          x.matrix().transposed(),
          dFromInput.matrix(),
          parameters.inputWeight().gradient().matrix());
      engine.addProduct(
          previous.matrix().transposed(),
          dFromState.matrix(),
          parameters.stateWeight().gradient().matrix());
      engine.addColumnSums(dFromInput.matrix(), parameters.inputBias().gradient());
      engine.addColumnSums(dFromState.matrix(), parameters.stateBias().gradient());
      return dFromInput;
    }
  }
}
