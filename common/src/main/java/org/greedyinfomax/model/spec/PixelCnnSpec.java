package org.greedyinfomax.model.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.GatedLayer;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.PixelCnn;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.Engine;

/**
 * A gated PixelCNN that turns the encodings of patches into contexts of as many channels, as CPC
 * has it for images.
 *
 * <p>Parameters and FLOPs are counted as in the authors' network: vertical weights have a third
 * row, which is masked, and the topmost layer has a shortcut, which leads nowhere. Neither ever
 * changes, and nothing is computed with them here.
 *
 * @param layers in 1..1000; with each, a context sees one more row above
 */
public record PixelCnnSpec(int layers) implements ContextSpec {

  private static final int MOST = 1000;

  public PixelCnnSpec {
    Check.argument(
        layers >= 1 && layers <= MOST, "layers must lie in 1..%d, but is %d", MOST, layers);
  }

  private static KernelSpec vertical(int layer, int channels) {
    return new KernelSpec(name(layer, "vertical"), GatedLayer.VERTICAL, 3, channels, 2 * channels);
  }

  private static KernelSpec crossing(int layer, int channels) {
    return KernelSpec.position(name(layer, "crossing"), 2 * channels, 2 * channels);
  }

  private static KernelSpec horizontal(int layer, int channels) {
    return new KernelSpec(
        name(layer, "horizontal"), GatedLayer.HORIZONTAL, 1, channels, 2 * channels);
  }

  private static KernelSpec output(int layer, int channels) {
    return KernelSpec.position(name(layer, "output"), channels, channels);
  }

  private static Optional<KernelSpec> shortcut(int layer, int channels) {
    return layer == 0
        ? Optional.empty()
        : Optional.of(KernelSpec.position(name(layer, "shortcut"), channels, 2 * channels));
  }

  private static String name(int layer, String convolution) {
    return "layer" + layer + "." + convolution;
  }

  /** Returns the convolution of what the layers make. */
  private static KernelSpec output(int channels) {
    return KernelSpec.position("output", channels, channels);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.pixelCnn(this);
  }

  @Override
  public String prefix() {
    return "context";
  }

  @Override
  public String summary() {
    return Text.format("PixelCNN of %d layers", layers);
  }

  @Override
  public boolean isOfPatches() {
    return true;
  }

  @Override
  public boolean isHandedOn() {
    return false;
  }

  @Override
  public int outputChannels(int inputChannels) {
    return inputChannels;
  }

  /** Returns the same places and channels, a context for each patch. */
  @Override
  public SampleShape output(SampleShape input) {
    return LayerSpec.patches(input, "a PixelCNN");
  }

  @Override
  public List<ParameterSpec> parameters(int inputChannels) {
    return parameters(inputChannels, Initialization.UNIFORM);
  }

  /**
   * Returns what it learns.
   *
   * @param initialization if delta-orthogonal, so is the output; weights of layers, which lead to a
   *     tanh, are normal then
   */
  @Override
  public List<ParameterSpec> parameters(int channels, Initialization initialization) {
    List<ParameterSpec> parameters = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      List<KernelSpec> convolutions = new ArrayList<>();
      convolutions.add(vertical(i, channels));
      convolutions.add(crossing(i, channels));
      convolutions.add(horizontal(i, channels));
      convolutions.add(output(i, channels));
      shortcut(i, channels).ifPresent(convolutions::add);
      for (KernelSpec convolution : convolutions) {
        parameters.addAll(
            convolution.parameters(
                switch (initialization) {
                  case UNIFORM -> Initializer.Uniform.ofFanIn(convolution.fanIn());
                  case DELTA_ORTHOGONAL -> Initializer.Normal.beforeTanh(convolution.fanIn());
                }));
      }
    }
    parameters.addAll(
        output(channels)
            .parameters(
                switch (initialization) {
                  case UNIFORM -> Initializer.Uniform.ofFanIn(channels);
                  case DELTA_ORTHOGONAL ->
                      new Initializer.DeltaOrthogonal(1, 0, channels, channels, Math.sqrt(2), 1);
                }));
    return parameters;
  }

  @Override
  public Layer build(Engine engine, Function<String, Parameter> parameters) {
    int channels = parameters.apply("output.bias").value().length(0);
    List<GatedLayer> gated = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      gated.add(
          new GatedLayer(
              engine,
              new GatedLayer.Convolutions(
                  vertical(i, channels).build(engine, parameters),
                  crossing(i, channels).build(engine, parameters),
                  horizontal(i, channels).build(engine, parameters),
                  output(i, channels).build(engine, parameters),
                  shortcut(i, channels).map(spec -> spec.build(engine, parameters)))));
    }
    return new PixelCnn(engine, gated, output(channels).build(engine, parameters));
  }

  @Override
  public Flops flops(SampleShape input, boolean inputLearns) {
    int channels = input.channels();
    int places = input.places();
    long output = output(channels).products(places);
    Flops flops = Flops.of(output, output);
    for (int i = 0; i < layers; i++) {
      long ofPlaces = crossing(i, channels).products(places) + output(i, channels).products(places);
      long ofInput =
          vertical(i, channels).products(places) + horizontal(i, channels).products(places);
      long shortcut = shortcut(i, channels).map(spec -> spec.products(places)).orElse(0L);
      flops =
          flops
              .plus(Flops.of(ofPlaces, ofPlaces))
              .plus(Flops.of(ofInput, i > 0 || inputLearns ? ofInput : 0))
              .plus(i + 1 < layers ? Flops.of(shortcut, shortcut) : new Flops(shortcut, 0));
    }
    return flops;
  }
}
