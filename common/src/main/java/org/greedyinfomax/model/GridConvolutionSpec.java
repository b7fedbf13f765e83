package org.greedyinfomax.model;

import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Convolution2d;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Engine;

/**
 * A 2-D convolution inside every patch, with bias and without ReLU.
 *
 * @param channels of the output, at least 1
 * @param kernel rows and columns of the kernel, at least 1
 * @param stride step between outputs in both directions, in 1..kernel
 * @param padding zeros on every side, in 0..kernel-1
 */
public record GridConvolutionSpec(int channels, int kernel, int stride, int padding)
    implements LayerSpec {

  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  public GridConvolutionSpec {
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

  @Override
  public String kind() {
    return "convolution";
  }

  @Override
  public int outputChannels(int inputChannels) {
    return channels;
  }

  @Override
  public SampleShape output(SampleShape input) {
    SampleShape.Patches patches = LayerSpec.patches(input, "a convolution of patches");
    return new SampleShape.Patches(
        patches.gridRows(),
        patches.gridColumns(),
        length(patches.rows()),
        length(patches.columns()),
        channels);
  }

  private int length(int positions) {
    int span = positions + 2 * padding - kernel;
    return span < 0 ? 0 : span / stride + 1;
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    Initial initial = Initial.Uniform.ofFanIn((double) kernel * kernel * inputChannels);
    return List.of(
        new ParameterSpec(WEIGHT, List.of(kernel, kernel, inputChannels, channels), initial),
        new ParameterSpec(BIAS, List.of(channels), initial));
  }

  @Override
  public Layer build(Engine engine, Function<String, Parameter> parameters) {
    return new Convolution2d(
        engine, stride, padding, parameters.apply(WEIGHT), parameters.apply(BIAS));
  }

  @Override
  public Flops flops(SampleShape input, boolean inputLearns) {
    long products = 2L * output(input).size() * kernel * kernel * input.channels();
    return Flops.of(products, inputLearns ? products : 0);
  }
}
