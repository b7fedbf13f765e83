package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Engine;

/** A layer, as a recipe describes it: what it takes, learns, costs and puts out. */
public sealed interface LayerSpec extends Serializable
    permits ConvolutionSpec, GridConvolutionSpec, ResidualSpec, ContextSpec {

  /** Returns what its parameters' names begin with; layers of the same kind are numbered. */
  String kind();

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

  /** The input as frames of a sequence. */
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
