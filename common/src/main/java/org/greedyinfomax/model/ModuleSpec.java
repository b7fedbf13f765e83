package org.greedyinfomax.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;

/**
 * One gradient-isolated module: layers, and the context that its loss predicts from.
 *
 * <p>The encoding {@code z} is what the convolutions make of the module's input (the input itself
 * if there are none). The context {@code c} is {@code z}, or the state of a GRU that reads {@code
 * z}. The module hands {@code c} to the next one, without gradient. The paper's fifth audio module
 * is one convolution without GRU, its sixth a GRU without convolutions; its CPC baseline is one
 * module with all of them.
 */
public final class ModuleSpec implements Serializable {

  private static final long serialVersionUID = 1;

  private final String name;
  private final List<ConvolutionSpec> convolutions;
  private final GruSpec gru; // null if the context is the encoding: Optional is not Serializable

  /**
   * Describes a module.
   *
   * @param name unique in its stack: lower-case letters, digits and dashes
   * @param convolutions from input to encoding, may be empty
   * @param gru that makes the contexts, or none
   * @throws IllegalArgumentException if the module has no layer at all
   */
  public ModuleSpec(String name, List<ConvolutionSpec> convolutions, Optional<GruSpec> gru) {
    Check.argument(
        name.matches("[a-z][a-z0-9-]*"),
        "module name must be lower-case letters, digits and dashes, but is \"%s\"",
        name);
    Check.argument(!convolutions.isEmpty() || gru.isPresent(), "module \"%s\" has no layers", name);
    this.name = name;
    this.convolutions = List.copyOf(convolutions);
    this.gru = gru.orElse(null);
  }

  public String name() {
    return name;
  }

  public List<ConvolutionSpec> convolutions() {
    return convolutions;
  }

  public Optional<GruSpec> gru() {
    return Optional.ofNullable(gru);
  }

  /** Channels of the encoding, which are also the channels of what the loss predicts. */
  public int encodingChannels(int inputChannels) {
    return convolutions.isEmpty()
        ? inputChannels
        : convolutions.get(convolutions.size() - 1).channels();
  }

  /** Channels of the context, which the next module receives. */
  public int contextChannels(int inputChannels) {
    return gru().map(GruSpec::hidden).orElse(encodingChannels(inputChannels));
  }

  /** Frames of the context for an input of {@code frames}. */
  public int outputFrames(int frames) {
    int length = frames;
    for (ConvolutionSpec convolution : convolutions) {
      length = convolution.outputFrames(length);
    }
    return length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModuleSpec that
        && name.equals(that.name)
        && convolutions.equals(that.convolutions)
        && gru().equals(that.gru());
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + convolutions.hashCode();
  }

  @Override
  public String toString() {
    return "ModuleSpec[" + name + ", " + convolutions + ", " + gru() + "]";
  }
}
