package org.greedyinfomax.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.StorageType;

/**
 * Writes an encoder as an ONNX model, from what a file holds to what a module hands on.
 *
 * <pre>
 *   signal   [batch, time]                          samples, full scale is 1
 *   image    [batch, channel, row, column]          pixels, full scale is 1, as large as a crop
 *
 *   vector   [batch, channel]                       mean over frames or patches
 *   vectors  [batch, frame, channel]                or [batch, patch, channel], row by row
 *   maps     [batch, patch, channel, row, column]   of images: all positions of each patch
 * </pre>
 *
 * <p>The model normalizes its input, cuts images into patches, and rounds what crosses a border, as
 * training does.
 */
public final class OnnxEncoder {

  /** What a model puts out. */
  public enum Output {
    /** {@code vector}. */
    MEAN,
    /** {@code vectors}, and {@code maps} of images. */
    PLACES
  }

  private static final int FLOAT = 1; // numbers that ONNX has for types
  private static final int HALF = 10;

  private final InputSettings settings;
  private final StackSpec stack;
  private final OnnxInput input;

  /**
   * Makes models of a stack.
   *
   * @param settings what the stack receives
   * @param means of the numbers that were trained on, one for each channel; full scale is 1
   * @param deviations of these numbers, likewise
   * @throws IllegalArgumentException if there is not one of each for each channel
   */
  public OnnxEncoder(
      InputSettings settings, StackSpec stack, List<Double> means, List<Double> deviations) {
    this.settings = settings;
    this.stack = stack;
    input = new OnnxInput(settings, means, deviations);
  }

  /**
   * Returns the model of what module {@code m} hands on; the same weights give the same bytes.
   *
   * @param states lowest first, of this module and those below at least
   * @param metadata that the model carries
   */
  public byte[] model(
      List<ModuleState> states, int m, Output output, Map<String, String> metadata) {
    OnnxGraph graph = new OnnxGraph(stack.modules().get(m).name());
    String x = input.addTo(graph);
    for (int i = 0; i <= m; i++) {
      x = module(new OnnxLayers(graph, stack, i, states.get(i)), i, x);
      x = isRounded(i) ? rounded(graph, x) : x;
    }
    SampleShape shape = stack.output(m, settings.sample());
    if (shape instanceof SampleShape.Patches patches) {
      putOut(graph, x, output, patches);
    } else {
      putOut(graph, x, output, shape.channels());
    }
    return graph.toBytes(metadata);
  }

  private String module(OnnxLayers layers, int m, String x) {
    ModuleSpec module = stack.modules().get(m);
    List<String> names = ModuleLayout.names(module.layers());
    String y = x;
    for (int i = 0; i < names.size(); i++) {
      y = layers.add(module.layers().get(i), names.get(i), y);
    }
    Optional<ContextSpec> handedOn = module.context().filter(ContextSpec::isHandedOn);
    return handedOn.isPresent() ? layers.add(handedOn.get(), handedOn.get().prefix(), y) : y;
  }

  private boolean isRounded(int m) {
    return m + 1 < stack.modules().size() && stack.borders() == StorageType.FLOAT16;
  }

  private static String rounded(OnnxGraph graph, String x) {
    String half = graph.add("Cast", List.of(x), OnnxGraph.integer("to", HALF));
    return graph.add("Cast", List.of(half), OnnxGraph.integer("to", FLOAT));
  }

  private static void putOut(OnnxGraph graph, String x, Output output, int channels) {
    switch (output) {
      case MEAN ->
          graph.output(
              graph.mean(x, 2),
              "vector",
              "mean over time",
              OnnxGraph.free("batch"),
              OnnxGraph.fixed(channels));
      case PLACES ->
          graph.output(
              graph.transpose(x, 0, 2, 1),
              "vectors",
              "one for each frame",
              OnnxGraph.free("batch"),
              OnnxGraph.free("frame"),
              OnnxGraph.fixed(channels));
    }
  }

  private static void putOut(
      OnnxGraph graph, String x, Output output, SampleShape.Patches patches) {
    int places = patches.places();
    int channels = patches.channels();
    String vectors = graph.reshape(graph.mean(x, 2, 3), -1, places, channels);
    switch (output) {
      case MEAN ->
          graph.output(
              graph.mean(vectors, 1),
              "vector",
              "mean over patches",
              OnnxGraph.free("batch"),
              OnnxGraph.fixed(channels));
      case PLACES -> {
        graph.output(
            vectors,
            "vectors",
            "one for each patch",
            OnnxGraph.free("batch"),
            OnnxGraph.fixed(places),
            OnnxGraph.fixed(channels));
        graph.output(
            graph.reshape(x, -1, places, channels, patches.rows(), patches.columns()),
            "maps",
            "all positions of each patch",
            OnnxGraph.free("batch"),
            OnnxGraph.fixed(places),
            OnnxGraph.fixed(channels),
            OnnxGraph.fixed(patches.rows()),
            OnnxGraph.fixed(patches.columns()));
      }
    }
  }
}
