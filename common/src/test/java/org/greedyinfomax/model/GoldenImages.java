package org.greedyinfomax.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.ResidualSpec.Branch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;

/** The numbers of {@code golden/vision-tiny.safetensors}, in this project's layouts. */
public final class GoldenImages {

  public static final StackSpec STACK =
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

  public static final SampleShape.Patches SAMPLE = new SampleShape.Patches(7, 7, 8, 8, 1);
  public static final int BATCH = 2;

  private static final int SIZE = 32;
  private static final int STRIDE = 4;

  private final GoldenFile file = GoldenFile.read("vision-tiny.safetensors", STACK);

  /** All of the file. */
  public GoldenFile file() {
    return file;
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
  public double[] pooled(int m) {
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
    return file.flat(kind, m);
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
}
