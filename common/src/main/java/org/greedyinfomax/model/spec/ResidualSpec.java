package org.greedyinfomax.model.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.Convolution2d;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.ResidualBlock;
import org.greedyinfomax.tensor.Engine;

/**
 * A pre-activation residual block without normalization: {@code y = branch(relu(x)) + shortcut}.
 * The shortcut is {@code x}, or a 1x1 convolution of {@code relu(x)} where the shape changes. There
 * is no ReLU at the end: the next block, or the next module, begins with one.
 *
 * @param branch which convolutions are in the branch
 * @param width channels inside the branch, at least 1
 * @param stride of the branch's first 3x3 convolution and of the shortcut, 1 or 2
 * @see <a href="https://arxiv.org/abs/1603.05027">He and others (2016)</a>
 */
public record ResidualSpec(Branch branch, int width, int stride) implements LayerSpec {

  private static final String SHORTCUT = "shortcut";

  /** The convolutions of a block. */
  public enum Branch {
    /** 1x1, 3x3 and 1x1 to four times the width. */
    BOTTLENECK,
    /** Two of 3x3. */
    BASIC
  }

  public ResidualSpec {
    Check.argument(width >= 1, "width must be at least 1, but is %d", width);
    Check.argument(stride == 1 || stride == 2, "stride must be 1 or 2, but is %d", stride);
  }

  /** Returns the branch's convolutions, in order. */
  public List<GridConvolutionSpec> convolutions() {
    return switch (branch) {
      case BOTTLENECK ->
          List.of(
              new GridConvolutionSpec(width, 1, 1, 0),
              new GridConvolutionSpec(width, 3, stride, 1),
              new GridConvolutionSpec(4 * width, 1, 1, 0));
      case BASIC ->
          List.of(
              new GridConvolutionSpec(width, 3, stride, 1),
              new GridConvolutionSpec(width, 3, 1, 1));
    };
  }

  private boolean hasShortcut(int inputChannels) {
    return stride != 1 || inputChannels != outputChannels(inputChannels);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.residual(this);
  }

  @Override
  public String prefix() {
    return "block";
  }

  @Override
  public String summary() {
    return Text.format("%s block of width %d with stride %d", Text.word(branch), width, stride);
  }

  @Override
  public boolean isOfPatches() {
    return true;
  }

  @Override
  public int outputChannels(int inputChannels) {
    return switch (branch) {
      case BOTTLENECK -> 4 * width;
      case BASIC -> width;
    };
  }

  @Override
  public SampleShape output(SampleShape input) {
    SampleShape shape = LayerSpec.patches(input, "a residual block");
    for (GridConvolutionSpec convolution : convolutions()) {
      shape = convolution.output(shape);
    }
    return shape;
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    List<ParameterSpec> parameters = new ArrayList<>();
    int channels = inputChannels;
    int number = 0;
    for (GridConvolutionSpec convolution : convolutions()) {
      addAll(parameters, "convolution" + number++, convolution.parameters(channels));
      channels = convolution.channels();
    }
    if (hasShortcut(inputChannels)) {
      addAll(parameters, SHORTCUT, shortcut(channels).parameters(inputChannels));
    }
    return parameters;
  }

  /**
   * Returns a 1x1 convolution; its stride is not that of a {@link GridConvolutionSpec}, but its
   * sizes.
   */
  private static GridConvolutionSpec shortcut(int channels) {
    return new GridConvolutionSpec(channels, 1, 1, 0);
  }

  private static void addAll(
      List<ParameterSpec> parameters, String prefix, List<ParameterSpec> added) {
    for (ParameterSpec parameter : added) {
      parameters.add(
          new ParameterSpec(
              prefix + "." + parameter.name(), parameter.shape(), parameter.initial()));
    }
  }

  @Override
  public Layer build(Engine engine, Function<String, Parameter> parameters) {
    List<Convolution2d> layers = new ArrayList<>();
    int inputChannels = parameters.apply("convolution0.weight").value().length(2);
    for (GridConvolutionSpec convolution : convolutions()) {
      layers.add(
          convolution2d(
              engine,
              parameters,
              "convolution" + layers.size(),
              convolution.stride(),
              convolution.padding()));
    }
    Optional<Convolution2d> shortcut =
        hasShortcut(inputChannels)
            ? Optional.of(convolution2d(engine, parameters, SHORTCUT, stride, 0))
            : Optional.empty();
    return new ResidualBlock(engine, layers, shortcut);
  }

  private static Convolution2d convolution2d(
      Engine engine, Function<String, Parameter> parameters, String name, int stride, int padding) {
    return new Convolution2d(
        engine,
        stride,
        padding,
        parameters.apply(name + ".weight"),
        parameters.apply(name + ".bias"));
  }

  @Override
  public Flops flops(SampleShape input, boolean inputLearns) {
    Flops flops = Flops.NONE;
    SampleShape shape = input;
    for (GridConvolutionSpec convolution : convolutions()) {
      boolean isFirst = flops.forward() == 0;
      flops = flops.plus(convolution.flops(shape, !isFirst || inputLearns));
      shape = convolution.output(shape);
    }
    if (hasShortcut(input.channels())) {
      long products = 2L * shape.size() * input.channels();
      flops = flops.plus(Flops.of(products, inputLearns ? products : 0));
    }
    return flops;
  }
}
