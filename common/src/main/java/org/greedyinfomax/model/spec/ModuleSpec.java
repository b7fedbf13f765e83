package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;

/**
 * One gradient-isolated module: layers, and the context that its loss predicts from.
 *
 * <p>In a sequence, the encoding {@code z} is what the layers make of the module's input (the input
 * itself if there are none). The context {@code c} is {@code z}, or the state of a GRU that reads
 * {@code z}. The module hands {@code c} to the next one, without gradient. The paper's fifth audio
 * module is one convolution without GRU, its sixth a GRU without convolutions; its CPC baseline is
 * one module with all of them.
 *
 * <p>Of the patches of an image, {@code z} are the means of what the layers make of each. The
 * context is {@code z}, or what a PixelCNN makes of it for the loss alone: the next module receives
 * all positions of what the layers make.
 */
public final class ModuleSpec implements Serializable {

  private static final long serialVersionUID = 1;

  private final String name;
  private final List<LayerSpec> layers;
  private final ContextSpec context; // null without one: Optional is not Serializable

  /**
   * Describes a module.
   *
   * @param name unique in its stack: lower-case letters, digits and dashes
   * @param layers from input to encoding, all for sequences or all for patches; may be empty if
   *     there is a GRU
   * @param context that makes the contexts, or none
   * @throws IllegalArgumentException if the module would hand on its input
   */
  public ModuleSpec(
      String name, List<? extends LayerSpec> layers, Optional<? extends ContextSpec> context) {
    Check.argument(
        name.matches("[a-z][a-z0-9-]*"),
        "module name must be lower-case letters, digits and dashes, but is \"%s\"",
        name);
    boolean handsOnContexts = context.isPresent() && context.get().isHandedOn();
    Check.argument(!layers.isEmpty() || handsOnContexts, "module \"%s\" has no layers", name);
    this.name = name;
    this.layers = List.copyOf(layers);
    this.context = context.orElse(null);
  }

  public String name() {
    return name;
  }

  public List<LayerSpec> layers() {
    return layers;
  }

  /** Returns what makes the contexts, if they are not the encodings. */
  public Optional<ContextSpec> context() {
    return Optional.ofNullable(context);
  }

  /** Its GRU, if that makes the contexts. */
  public Optional<GruSpec> gru() {
    return context().flatMap(ContextSpec::gru);
  }

  /** Channels of the encoding, which are also the channels of what the loss predicts. */
  public int encodingChannels(int inputChannels) {
    int channels = inputChannels;
    for (LayerSpec layer : layers) {
      channels = layer.outputChannels(channels);
    }
    return channels;
  }

  /** Channels of the context, which the next module receives. */
  public int contextChannels(int inputChannels) {
    int channels = encodingChannels(inputChannels);
    return context().map(layer -> layer.outputChannels(channels)).orElse(channels);
  }

  /**
   * Returns what its layers make of a sample.
   *
   * @throws IllegalArgumentException if they are made for another kind of sample
   */
  public SampleShape encoding(SampleShape input) {
    SampleShape shape = input;
    for (LayerSpec layer : layers) {
      shape = layer.output(shape);
    }
    return shape;
  }

  /**
   * Returns what it hands on.
   *
   * @throws IllegalArgumentException if its layers are made for another kind of sample
   */
  public SampleShape output(SampleShape input) {
    SampleShape encoding = encoding(input);
    return context().map(layer -> layer.output(encoding)).orElse(encoding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModuleSpec that
        && name.equals(that.name)
        && layers.equals(that.layers)
        && context().equals(that.context());
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + layers.hashCode();
  }

  @Override
  public String toString() {
    return "ModuleSpec[" + name + ", " + layers + ", " + context() + "]";
  }
}
