package org.greedyinfomax.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.model.GruSpec.Backpropagation;
import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/** Stacks to test with. */
final class Networks {

  static final AdamSettings ADAM = new AdamSettings(1e-2, 0.9, 0.999, 1e-8);

  private Networks() {}

  /** Two convolutions and a GRU, each a module. */
  static StackSpec small(NegativeSampling sampling, int window) {
    return new StackSpec(
        1,
        List.of(
            convolution("conv1", 4, 8, 4, 2),
            convolution("conv2", 5, 4, 2, 1),
            gru("gru", 3, Backpropagation.THROUGH_TIME)),
        new InfoNceSpec(2, 4, sampling, window));
  }

  /** The audio network of the paper. */
  static StackSpec librispeech() {
    return new StackSpec(
        1,
        List.of(
            convolution("conv1", 512, 10, 5, 2),
            convolution("conv2", 512, 8, 4, 2),
            convolution("conv3", 512, 4, 2, 2),
            convolution("conv4", 512, 4, 2, 2),
            convolution("conv5", 512, 4, 2, 1),
            gru("gru", 256, Backpropagation.THROUGH_TIME)),
        new InfoNceSpec(12, 10, NegativeSampling.WHOLE_BATCH, 128));
  }

  static StackSpec speechSmall() {
    return new StackSpec(
        1,
        List.of(
            convolution("conv1", 128, 10, 5, 2),
            convolution("conv2", 128, 8, 4, 2),
            convolution("conv3", 128, 4, 2, 2),
            convolution("conv4", 128, 4, 2, 2),
            gru("gru", 128, Backpropagation.THROUGH_TIME)),
        new InfoNceSpec(6, 10, NegativeSampling.WHOLE_BATCH, 0));
  }

  static ModuleSpec convolution(String name, int channels, int kernel, int stride, int padding) {
    return new ModuleSpec(
        name, List.of(new ConvolutionSpec(channels, kernel, stride, padding)), Optional.empty());
  }

  static ModuleSpec gru(String name, int hidden, Backpropagation backpropagation) {
    return new ModuleSpec(name, List.of(), Optional.of(new GruSpec(hidden, backpropagation)));
  }

  static ModuleState initial(StackSpec stack, int m) {
    return ModuleState.initial(ModuleLayout.of(stack, m), 1, m);
  }

  static List<ModuleState> initial(StackSpec stack) {
    return IntStream.range(0, stack.modules().size()).mapToObj(m -> initial(stack, m)).toList();
  }

  /** Batch number {@code step} of a signal that is noise. */
  static float[] noise(int size, int step) {
    RandomStream random = RandomStream.of(9, Purpose.CROP, step);
    float[] samples = new float[size];
    for (int i = 0; i < size; i++) {
      samples[i] = (float) (4 * random.nextDouble() - 2);
    }
    return samples;
  }
}
