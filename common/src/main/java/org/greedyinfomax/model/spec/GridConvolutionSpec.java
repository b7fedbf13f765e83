package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Text;
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
    ConvolutionSpec.requireKernel(channels, kernel, stride, padding);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.convolution2d(this);
  }

  @Override
  public String prefix() {
    return "convolution";
  }

  @Override
  public String summary() {
    return Text.format(
        "convolution of %1$d x %1$d with stride %2$d and padding %3$d", kernel, stride, padding);
  }

  @Override
  public boolean isOfPatches() {
    return true;
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
    return ConvolutionSpec.outputs(positions, kernel, stride, padding);
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    Initializer initial = Initializer.Uniform.ofFanIn((double) kernel * kernel * inputChannels);
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
