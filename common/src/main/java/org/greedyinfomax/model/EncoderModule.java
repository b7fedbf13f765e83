package org.greedyinfomax.model;

import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.PackedSequences;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A frozen module of a stack, on one engine: it encodes and does not learn. Of its state it holds
 * the parameters alone: a quarter of what a {@link TrainableModule} holds.
 */
public final class EncoderModule implements AutoCloseable {

  private final Engine engine;
  private final ModuleSpec spec;
  private final ModuleLayout layout;
  private final Arena memory;
  private final Tensor values;
  private final ModuleNetwork network;

  /** Builds module {@code m} of a stack with the parameters of the given state. */
  public EncoderModule(Engine engine, StackSpec stack, int m, ModuleState state) {
    this.engine = engine;
    spec = stack.modules().get(m);
    layout = ModuleLayout.of(stack, m);
    memory = new Arena(engine);
    try {
      values = memory.allocate(layout.size());
      engine.write(state.values(), values);
      network = ModuleNetwork.of(engine, spec, this::parameter, PartWrapper.NONE);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private Parameter parameter(String name) {
    return Parameter.frozen(layout.part(values, name));
  }

  /** Returns what the module hands on: contexts of a sequence, or all positions of patches. */
  public Tensor forward(Tensor x, Arena arena) {
    Tensor y = encode(x, arena);
    return PatchAxes.has(x)
        ? y
        : network.context().map(context -> context.forward(y, arena).output()).orElse(y);
  }

  /** Returns what its layers make of it: encodings of a sequence, or all positions of patches. */
  public Tensor encode(Tensor x, Arena arena) {
    Tensor y = PatchAxes.flatten(x);
    for (Layer layer : network.layers()) {
      y = layer.forward(y, arena).output();
    }
    return PatchAxes.restore(y, x);
  }

  /**
   * Encodings of sequences of unlike lengths: of each what its layers make of it alone, and zeros
   * beyond its end.
   *
   * @param x the sequences, zero beyond their ends
   */
  public Tensor encode(Tensor x, SequenceEnds ends, Arena arena) {
    Tensor y = x;
    SequenceEnds now = ends;
    for (int i = 0; i < network.layers().size(); i++) {
      y = network.layers().get(i).forward(y, arena).output();
      now = now.after(spec.layers().get(i));
      now.clear(engine, y);
    }
    return y;
  }

  /**
   * Returns what the module's GRU makes of encodings of sequences of unlike lengths.
   *
   * @param encodings {@code [frames, channel]}, packed
   * @return {@code [frames, hidden]}, packed likewise
   */
  public Tensor contexts(Tensor encodings, PackedSequences sequences, Arena arena) {
    GruSpec gru = spec.gru().orElseThrow();
    return gru.build(engine, own -> parameter(gru.prefix() + "." + own))
        .states(encodings, sequences, arena);
  }

  /**
   * Returns the vectors that the loss compares, and a classifier reads: {@code [batch, places,
   * channel]}.
   *
   * @param output what {@link #forward} returned
   */
  public Tensor represent(Tensor output, Arena arena) {
    if (!PatchAxes.has(output)) {
      return output;
    }
    Tensor means = network.summary().forward(PatchAxes.flatten(output), arena).output();
    return means.reshape(output.length(0), output.length(1) * output.length(2), means.length(1));
  }

  /** Gives its memory back. */
  @Override
  public void close() {
    memory.close();
  }
}
