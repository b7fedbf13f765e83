package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Engine;

/** A layer, as a recipe describes it: what it takes, learns, costs and puts out. */
public sealed interface LayerSpec extends Serializable
    permits ConvolutionSpec, GridConvolutionSpec, ResidualSpec, ContextSpec {

  /** Calls the method of a visitor that is for this kind of layer. */
  <T> T accept(Visitor<T> visitor);

  /** What is done with each kind of layer. */
  interface Visitor<T> {

    /** For a convolution over time. */
    T convolution1d(ConvolutionSpec spec);

    /** For a convolution inside patches. */
    T convolution2d(GridConvolutionSpec spec);

    /** For a residual block. */
    T residual(ResidualSpec spec);

    /** For a GRU. */
    T gru(GruSpec spec);

    /** For a PixelCNN. */
    T pixelCnn(PixelCnnSpec spec);
  }

  /**
   * Returns what its parameters' names begin with; layers of a module with the same prefix are
   * numbered.
   */
  String prefix();

  /** Returns it in a few words, for reports and model cards. */
  String summary();

  /** Returns whether it is for patches of images, not for frames of sequences. */
  boolean isOfPatches();

  /** Returns it as what makes a module's contexts; empty if it is a layer of the encoding. */
  default Optional<ContextSpec> asContext() {
    return Optional.empty();
  }

  /** Step between its outputs, in inputs. */
  int stride();

  /** Channels that it puts out. */
  int outputChannels(int inputChannels);

  /**
   * Returns what it makes of a sample; without frames or positions if it takes more than there is.
   *
   * @throws IllegalArgumentException if it is made for another kind of sample
   */
  SampleShape output(SampleShape input);

  /** Returns what it learns, by names of its own. */
  List<ParameterSpec> parameters(int inputChannels);

  /**
   * Returns the layer at work on the parameters of those names, which it shares with the caller.
   */
  Layer build(Engine engine, Function<String, Parameter> parameters);

  /**
   * Products of one sample.
   *
   * @param inputLearns whether the gradient at its input is needed
   */
  Flops flops(SampleShape input, boolean inputLearns);

  /** Returns an input that must be of this class. */
  private static <T extends SampleShape> T require(SampleShape input, Class<T> type, String layer) {
    if (type.isInstance(input)) {
      return type.cast(input);
    }
    throw new IllegalArgumentException(layer + " cannot take " + input);
  }

  /** Returns the input of a layer for sequences. */
  static SampleShape.Sequence sequence(SampleShape input, String layer) {
    return require(input, SampleShape.Sequence.class, layer);
  }

  /** Returns the input of a layer for patches. */
  static SampleShape.Patches patches(SampleShape input, String layer) {
    return require(input, SampleShape.Patches.class, layer);
  }
}
