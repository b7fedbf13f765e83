package org.greedyinfomax.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.model.GruSpec.Backpropagation;
import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;

/** The numbers of {@code golden/audio-tiny.safetensors}, in this project's layouts. */
final class Golden {

  static final StackSpec STACK =
      new StackSpec(
          1,
          List.of(
              new ModuleSpec("conv1", List.of(new ConvolutionSpec(8, 10, 5, 2)), Optional.empty()),
              new ModuleSpec("conv2", List.of(new ConvolutionSpec(8, 8, 4, 2)), Optional.empty()),
              new ModuleSpec("conv3", List.of(new ConvolutionSpec(8, 4, 2, 2)), Optional.empty()),
              new ModuleSpec(
                  "gru", List.of(), Optional.of(new GruSpec(6, Backpropagation.THROUGH_TIME)))),
          new InfoNceSpec(3, 4, NegativeSampling.WHOLE_BATCH, 0));

  static final int BATCH = 3;

  private final Safetensors file;

  Golden() {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/audio-tiny.safetensors")) {
      file = Safetensors.fromBytes(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] input() {
    return file.entry("input").doubles();
  }

  double[] encoding(int m) {
    return file.entry("module" + m + ".z").doubles();
  }

  double[] context(int m) {
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
    ModuleLayout layout = ModuleLayout.of(STACK, m);
    double[] flat = new double[layout.size()];
    for (ModuleLayout.Entry entry : layout.entries()) {
      double[] theirs = file.entry(kind + ".fullmodel." + m + "." + theirName(entry)).doubles();
      double[] ours = toOurOrder(entry, theirs);
      System.arraycopy(ours, 0, flat, entry.start(), ours.length);
    }
    return flat;
  }

  private static String theirName(ModuleLayout.Entry entry) {
    return switch (entry.name()) {
      case "convolution0.weight" -> "encoder.model.layer 0.0.weight";
      case "convolution0.bias" -> "encoder.model.layer 0.0.bias";
      case "gru.inputWeight" -> "autoregressor.gru.weight_ih_l0";
      case "gru.stateWeight" -> "autoregressor.gru.weight_hh_l0";
      case "gru.inputBias" -> "autoregressor.gru.bias_ih_l0";
      case "gru.stateBias" -> "autoregressor.gru.bias_hh_l0";
      case "predictor.weight" -> "loss.predictor.weight";
      default -> throw new AssertionError(entry.name());
    };
  }

  /** Theirs are indexed the other way round, but that the predictor keeps its steps outside. */
  private static double[] toOurOrder(ModuleLayout.Entry entry, double[] theirs) {
    List<Integer> shape = entry.shape();
    if (shape.size() == 1) {
      return theirs;
    }
    boolean stepsOutside = entry.name().equals("predictor.weight");
    int a = shape.size() == 3 ? shape.get(0) : 1;
    int b = shape.get(shape.size() - 2);
    int c = shape.get(shape.size() - 1);
    double[] ours = new double[theirs.length];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        for (int k = 0; k < c; k++) {
          int there = stepsOutside ? (i * c + k) * b + j : (k * b + j) * a + i;
          ours[(i * b + j) * c + k] = theirs[there];
        }
      }
    }
    return ours;
  }
}
