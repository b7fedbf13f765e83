package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.Convolution1d;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.NarrowConvolution1d;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Engine;

/**
 * A 1-D convolution over time with bias, followed by ReLU.
 *
 * @param channels of the output, at least 1
 * @param kernel width of the kernel in input frames, at least 1
 * @param stride step between output frames in input frames, in 1..kernel
 * @param padding zeros on each side in input frames, in 0..kernel-1
 */
public record ConvolutionSpec(int channels, int kernel, int stride, int padding)
    implements LayerSpec {

  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  public ConvolutionSpec {
    requireKernel(channels, kernel, stride, padding);
  }

  /** The rules that a convolution of any kind obeys. */
  static void requireKernel(int channels, int kernel, int stride, int padding) {
    Check.argument(channels >= 1, "channels must be at least 1, but is %d", channels);
    Check.argument(kernel >= 1, "kernel must be at least 1, but is %d", kernel);
    Check.argument(
        stride >= 1 && stride <= kernel,
        "stride must lie in 1..kernel (%d), but is %d",
        kernel,
        stride);
    Check.argument(
        padding >= 0 && padding < kernel,
        "padding must lie in 0..kernel-1 (%d), but is %d",
        kernel - 1,
        padding);
  }

  /**
   * Frames that come out of {@code frames}: {@code (frames + 2·padding − kernel) / stride + 1};
   * none of none, or if the kernel does not fit.
   */
  public int outputFrames(int frames) {
    return outputs(frames, kernel, stride, padding);
  }

  /** Places along an axis that come out of {@code places}; padding alone gives none. */
  static int outputs(int places, int kernel, int stride, int padding) {
    int span = places + 2 * padding - kernel;
    return places < 1 || span < 0 ? 0 : span / stride + 1;
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.convolution1d(this);
  }

  @Override
  public String prefix() {
    return "convolution";
  }

  @Override
  public String summary() {
    return Text.format(
        "convolution of %d with stride %d and padding %d, ReLU", kernel, stride, padding);
  }

  @Override
  public boolean isOfPatches() {
    return false;
  }

  @Override
  public int outputChannels(int inputChannels) {
    return channels;
  }

  @Override
  public SampleShape output(SampleShape input) {
    SampleShape.Sequence sequence = LayerSpec.sequence(input, "a convolution over time");
    return new SampleShape.Sequence(outputFrames(sequence.frames()), channels);
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    Initializer initial = Initializer.Uniform.ofFanIn((double) kernel * inputChannels);
    return List.of(
        new ParameterSpec(WEIGHT, List.of(kernel, inputChannels, channels), initial),
        new ParameterSpec(BIAS, List.of(channels), initial));
  }

  @Override
  public Layer build(Engine engine, Function<String, Parameter> parameters) {
    Parameter weight = parameters.apply(WEIGHT);
    Parameter bias = parameters.apply(BIAS);
    return NarrowConvolution1d.suits(weight.value())
        ? new NarrowConvolution1d(engine, stride, padding, weight, bias)
        : new Convolution1d(engine, stride, padding, weight, bias);
  }

  @Override
  public Flops flops(SampleShape input, boolean inputLearns) {
    long products = 2L * output(input).size() * kernel * input.channels();
    return Flops.of(products, inputLearns ? products : 0);
  }
}
