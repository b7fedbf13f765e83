package org.greedyinfomax.export;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.InputSettings;

/**
 * The way from what a file holds to what the lowest module receives, as operators of ONNX:
 * normalization, and for images the cutting into patches.
 */
final class OnnxInput {

  private final InputSettings settings;
  private final float[] means;
  private final float[] deviations;

  OnnxInput(InputSettings settings, List<Double> means, List<Double> deviations) {
    int channels = settings.sample().channels();
    Check.argument(
        means.size() == channels && deviations.size() == channels,
        "%d channels have as many means and deviations, but there are %d and %d",
        channels,
        means.size(),
        deviations.size());
    this.settings = settings;
    this.means = floats(means);
    this.deviations = floats(deviations);
  }

  private static float[] floats(List<Double> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }

  /** Adds it: {@code [batch, 1, time]}, or {@code [batch·patches, channel, row, column]}. */
  String addTo(OnnxGraph graph) {
    return settings.match(audio -> signal(graph), images -> patches(graph, images));
  }

  private String signal(OnnxGraph graph) {
    String signal =
        graph.input(
            "signal", "samples, full scale is 1", OnnxGraph.free("batch"), OnnxGraph.free("time"));
    String normal =
        settings.isNormalizedByRecording()
            ? normalizedByItself(graph, signal)
            : normalized(graph, signal, List.of(1));
    return graph.add("Unsqueeze", List.of(normal, graph.whole("axes", List.of(1), 1)));
  }

  /** By the mean and the deviation of each signal. */
  private static String normalizedByItself(OnnxGraph graph, String signal) {
    String centred = graph.add("Sub", List.of(signal, meanOverTime(graph, signal)));
    String square = graph.add("Mul", List.of(centred, centred));
    String deviation = graph.add("Sqrt", List.of(meanOverTime(graph, square)));
    float[] least = {(float) InputSettings.Audio.LEAST_DEVIATION};
    String guarded =
        graph.add(
            "Max", List.of(deviation, graph.constant("input.leastDeviation", List.of(1), least)));
    return graph.add("Div", List.of(centred, guarded));
  }

  /** {@code [batch, 1]}. */
  private static String meanOverTime(OnnxGraph graph, String signal) {
    return graph.add(
        "ReduceMean",
        List.of(signal),
        OnnxGraph.integers("axes", 1),
        OnnxGraph.integer("keepdims", 1));
  }

  private String patches(OnnxGraph graph, InputSettings.Images images) {
    int channels = images.channels();
    int patch = images.patchSize();
    int patches = images.sample().places();
    String image =
        graph.input(
            "image",
            "pixels, full scale is 1",
            OnnxGraph.free("batch"),
            OnnxGraph.fixed(channels),
            OnnxGraph.fixed(images.cropSize()),
            OnnxGraph.fixed(images.cropSize()));
    String pixels = graph.reshape(normalized(graph, image, List.of(1, channels, 1, 1)), 0, -1);
    String places = graph.whole("places", List.of(patches, channels, patch, patch), places(images));
    String cut = graph.add("Gather", List.of(pixels, places), OnnxGraph.integer("axis", 1));
    return graph.reshape(cut, -1, channels, patch, patch);
  }

  /** Returns where each pixel of each patch lies in an image of planes. */
  private static long[] places(InputSettings.Images images) {
    int size = images.cropSize();
    int patch = images.patchSize();
    long[] places = new long[images.sample().size()];
    int next = 0;
    for (int i = 0; i < images.grid(); i++) {
      for (int j = 0; j < images.grid(); j++) {
        for (int c = 0; c < images.channels(); c++) {
          for (int y = 0; y < patch; y++) {
            for (int x = 0; x < patch; x++) {
              int row = c * size + i * images.patchStride() + y;
              int place = row * size + j * images.patchStride() + x;
              places[next++] = place;
            }
          }
        }
      }
    }
    return places;
  }

  private String normalized(OnnxGraph graph, String x, List<Integer> shape) {
    String centred = graph.add("Sub", List.of(x, graph.constant("input.means", shape, means)));
    return graph.add(
        "Div", List.of(centred, graph.constant("input.standardDeviations", shape, deviations)));
  }
}
