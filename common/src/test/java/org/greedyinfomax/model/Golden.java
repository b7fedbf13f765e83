package org.greedyinfomax.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;

/** The numbers of {@code golden/audio-tiny.safetensors}, in this project's layouts. */
public final class Golden {

  public static final StackSpec STACK =
      new StackSpec(
          1,
          List.of(
              new ModuleSpec("conv1", List.of(new ConvolutionSpec(8, 10, 5, 2)), Optional.empty()),
              new ModuleSpec("conv2", List.of(new ConvolutionSpec(8, 8, 4, 2)), Optional.empty()),
              new ModuleSpec("conv3", List.of(new ConvolutionSpec(8, 4, 2, 2)), Optional.empty()),
              new ModuleSpec(
                  "gru", List.of(), Optional.of(new GruSpec(6, Backpropagation.THROUGH_TIME)))),
          new InfoNceSpec(3, 4, NegativeSampling.WHOLE_BATCH, 0));

  public static final int BATCH = 3;

  private final GoldenFile file = GoldenFile.read("audio-tiny.safetensors", STACK);

  /** All of the file. */
  public GoldenFile file() {
    return file;
  }

  public double[] input() {
    return file.entry("input").doubles();
  }

  public double[] encoding(int m) {
    return file.entry("module" + m + ".z").doubles();
  }

  public double[] context(int m) {
    return file.entry("module" + m + ".c").doubles();
  }

  double loss(int m) {
    return file.entry("module" + m + ".loss").doubles()[0];
  }

  NegativeSampler negatives(int m) {
    return (anchors, random) ->
        IntStream.rangeClosed(1, anchors.steps())
            .mapToObj(k -> file.entry("module" + m + ".negatives.k" + k).longs())
            .map(rows -> Arrays.stream(rows).mapToInt(Math::toIntExact).toArray())
            .toList();
  }

  /** The module's parameters in one flat array; {@code kind} is param, grad or adam1. */
  double[] flat(String kind, int m) {
    return file.flat(kind, m);
  }
}
