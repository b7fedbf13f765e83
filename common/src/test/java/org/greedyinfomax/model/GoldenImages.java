package org.greedyinfomax.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.ResidualSpec.Branch;

/** The numbers of {@code golden/vision-tiny.safetensors}, in this project's layouts. */
final class GoldenImages {

  static final StackSpec STACK =
      new StackSpec(
          1,
          List.of(
              new ModuleSpec(
                  "stage1",
                  List.of(new GridConvolutionSpec(2, 5, 1, 2), bottleneck(2, 1)),
                  Optional.empty()),
              new ModuleSpec(
                  "stage2", List.of(bottleneck(4, 2), bottleneck(4, 1)), Optional.empty()),
              new ModuleSpec("stage3", List.of(bottleneck(8, 2)), Optional.empty())),
          new InfoNceSpec(5, 4, NegativeSampling.ALL_TARGETS, 0, 1, List.of(Direction.DOWN)));

  static final SampleShape.Patches SAMPLE = new SampleShape.Patches(7, 7, 8, 8, 1);
  static final int BATCH = 2;

  private static final int SIZE = 32;
  private static final int STRIDE = 4;

  private final Safetensors file;

  GoldenImages() {
    try (InputStream in =
        GoldenImages.class.getResourceAsStream("/golden/vision-tiny.safetensors")) {
      file = Safetensors.fromBytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResidualSpec bottleneck(int width, int stride) {
    return new ResidualSpec(Branch.BOTTLENECK, width, stride);
  }

  /** What module {@code m} receives. */
  double[] input(int m) {
    return m == 0 ? patches(file.entry("input").doubles()) : output(m - 1);
  }

  private static double[] patches(double[] images) {
    double[] patches = new double[BATCH * SAMPLE.size()];
    int next = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int row = 0; row + 8 <= SIZE; row += STRIDE) {
        for (int column = 0; column + 8 <= SIZE; column += STRIDE) {
          for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
              patches[next++] = images[(b * SIZE + row + y) * SIZE + column + x];
            }
          }
        }
      }
    }
    return patches;
  }

  /** What module {@code m} hands on. */
  double[] output(int m) {
    return channelsLast(file.entry("module" + m + ".z"));
  }

  /** What its loss compares. */
  double[] pooled(int m) {
    return channelsLast(file.entry("module" + m + ".pooled"));
  }

  double loss(int m) {
    return file.entry("module" + m + ".loss").doubles()[0];
  }

  /** Theirs are places among the targets of a step. */
  NegativeSampler negatives(int m) {
    return (anchors, random) ->
        IntStream.rangeClosed(1, anchors.steps())
            .mapToObj(
                k ->
                    Arrays.stream(file.entry("module" + m + ".negatives.k" + k).longs())
                        .mapToInt(Math::toIntExact)
                        .map(place -> place + (k + 1) * SAMPLE.gridColumns() * BATCH)
                        .toArray())
            .toList();
  }

  /** The module's parameters in one flat array; {@code kind} is param, grad or adam1. */
  double[] flat(String kind, int m) {
    ModuleLayout layout = ModuleLayout.of(STACK, m);
    double[] flat = new double[layout.size()];
    for (ModuleLayout.Entry entry : layout.entries()) {
      double[] ours = ofEntry(kind + "." + m + ".", entry);
      System.arraycopy(ours, 0, flat, entry.start(), ours.length);
    }
    return flat;
  }

  private double[] ofEntry(String prefix, ModuleLayout.Entry entry) {
    if (entry.name().equals("predictor.weight")) {
      return IntStream.range(0, entry.shape().get(0))
          .mapToObj(k -> file.entry(prefix + "loss.W_k." + k + ".weight").doubles())
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }
    Safetensors.Entry theirs = file.entry(prefix + "model." + theirName(entry.name()));
    return entry.shape().size() == 1 ? theirs.doubles() : inputsFirst(theirs);
  }

  private static String theirName(String name) {
    return name.replaceAll("^convolution0\\.", "Conv1.")
        .replaceAll("^block(\\d)\\.", "layer 0.$1.")
        .replace("shortcut.", "shortcut.0.")
        .replace("convolution0.", "conv1.")
        .replace("convolution1.", "conv2.")
        .replace("convolution2.", "conv3.");
  }

  /** {@code [n, channel, row, column]} as {@code [n, row, column, channel]}. */
  private static double[] channelsLast(Safetensors.Entry theirs) {
    int channels = theirs.shape().get(1);
    int positions = theirs.shape().get(2) * theirs.shape().get(3);
    double[] values = theirs.doubles();
    double[] ours = new double[values.length];
    for (int i = 0; i < ours.length; i++) {
      int n = i / (positions * channels);
      int position = i / channels % positions;
      ours[i] = values[(n * channels + i % channels) * positions + position];
    }
    return ours;
  }

  /** {@code [out, in, row, column]} as {@code [row, column, in, out]}. */
  private static double[] inputsFirst(Safetensors.Entry theirs) {
    int out = theirs.shape().get(0);
    int in = theirs.shape().get(1);
    int taps = theirs.shape().get(2) * theirs.shape().get(3);
    double[] values = theirs.doubles();
    double[] ours = new double[values.length];
    for (int i = 0; i < ours.length; i++) {
      int tap = i / (in * out);
      ours[i] = values[(i % out * in + i / out % in) * taps + tap];
    }
    return ours;
  }
}
