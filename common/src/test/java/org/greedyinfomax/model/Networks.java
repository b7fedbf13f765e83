package org.greedyinfomax.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.ResidualSpec.Branch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/** Stacks to test with. */
public final class Networks {

  public static final AdamSettings ADAM = new AdamSettings(1e-2, 0.9, 0.999, 1e-8);

  private Networks() {}

  /** Two convolutions and a GRU, each a module. */
  public static StackSpec small(NegativeSampling sampling, int window) {
    return new StackSpec(
        1,
        List.of(
            convolution("conv1", 4, 8, 4, 2),
            convolution("conv2", 5, 4, 2, 1),
            gru("gru", 3, Backpropagation.THROUGH_TIME)),
        loss(2, 4, sampling, window));
  }

  /** The task in a sequence; where negatives are mixed, a half comes from the sequence. */
  public static InfoNceSpec loss(int steps, int negatives, NegativeSampling sampling, int window) {
    double share = sampling == NegativeSampling.MIXED ? 0.5 : 0;
    return new InfoNceSpec(
        steps, negatives, sampling, share, window, 0, List.of(Direction.FORWARD));
  }

  /** The same modules, of which the second has other steps, negatives and another window. */
  public static StackSpec withOwnLoss(StackSpec stack) {
    List<LossSpec> losses = new ArrayList<>(stack.losses());
    losses.set(1, loss(3, 6, NegativeSampling.MIXED, 5));
    return new StackSpec(
        stack.inputChannels(),
        stack.modules(),
        stack.loss(),
        losses,
        stack.borders(),
        stack.initialization());
  }

  /** What {@link #smallGrid} looks at. */
  public static final SampleShape SMALL_IMAGE = new SampleShape.Patches(4, 3, 6, 5, 1);

  /** Residual blocks of both kinds, in three modules. */
  public static StackSpec smallGrid(NegativeSampling sampling, Direction... directions) {
    return new StackSpec(
        1,
        List.of(
            new ModuleSpec(
                "stage1",
                List.of(new GridConvolutionSpec(4, 3, 1, 1), new ResidualSpec(Branch.BASIC, 4, 1)),
                Optional.empty()),
            new ModuleSpec(
                "stage2", List.of(new ResidualSpec(Branch.BOTTLENECK, 2, 2)), Optional.empty()),
            new ModuleSpec(
                "stage3", List.of(new ResidualSpec(Branch.BASIC, 6, 2)), Optional.empty())),
        new InfoNceSpec(
            1,
            4,
            sampling,
            0,
            1,
            directions.length == 0 ? List.of(Direction.DOWN) : List.of(directions)));
  }

  /** Modules of channels enough for convolutions in tiles, above a narrow one. */
  public static StackSpec wideGrid() {
    return new StackSpec(
        1,
        List.of(
            new ModuleSpec(
                "stage1", List.of(new GridConvolutionSpec(32, 3, 1, 1)), Optional.empty()),
            new ModuleSpec(
                "stage2", List.of(new ResidualSpec(Branch.BASIC, 32, 1)), Optional.empty()),
            new ModuleSpec(
                "stage3", List.of(new ResidualSpec(Branch.BOTTLENECK, 32, 1)), Optional.empty())),
        new InfoNceSpec(1, 4, NegativeSampling.ALL_TARGETS, 0, 1, List.of(Direction.DOWN)));
  }

  /** The same modules, which learn three classes from labels. */
  public static StackSpec supervised(StackSpec stack) {
    return new StackSpec(stack.inputChannels(), stack.modules(), new SupervisedSpec("class", 3));
  }

  /** Modules that learn three classes from a label for every 16 samples. */
  public static StackSpec framesSupervised(List<ModuleSpec> modules) {
    return new StackSpec(1, modules, new FrameSupervisedSpec("labels.txt", 1, 3, 1_600));
  }

  /** The vision network of the paper. */
  public static StackSpec stl10() {
    List<LayerSpec> first = new ArrayList<>(List.of(new GridConvolutionSpec(64, 5, 1, 2)));
    first.addAll(bottlenecks(64, 1, 3));
    return new StackSpec(
        1,
        List.of(
            new ModuleSpec("stage1", first, Optional.empty()),
            new ModuleSpec("stage2", bottlenecks(128, 2, 4), Optional.empty()),
            new ModuleSpec("stage3", bottlenecks(256, 2, 6), Optional.empty())),
        new InfoNceSpec(5, 16, NegativeSampling.ALL_TARGETS, 0, 1, List.of(Direction.DOWN)));
  }

  private static List<LayerSpec> bottlenecks(int width, int stride, int count) {
    return IntStream.range(0, count)
        .<LayerSpec>mapToObj(i -> new ResidualSpec(Branch.BOTTLENECK, width, i == 0 ? stride : 1))
        .toList();
  }

  /** The audio network of the paper. */
  public static StackSpec librispeech() {
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

  public static StackSpec speechSmall() {
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

  public static ModuleSpec convolution(
      String name, int channels, int kernel, int stride, int padding) {
    return new ModuleSpec(
        name, List.of(new ConvolutionSpec(channels, kernel, stride, padding)), Optional.empty());
  }

  public static ModuleSpec gru(String name, int hidden, Backpropagation backpropagation) {
    return new ModuleSpec(name, List.of(), Optional.of(new GruSpec(hidden, backpropagation)));
  }

  public static ModuleState initial(StackSpec stack, int m) {
    return ModuleState.initial(ModuleLayout.of(stack, m), 1, m);
  }

  public static List<ModuleState> initial(StackSpec stack) {
    return IntStream.range(0, stack.modules().size()).mapToObj(m -> initial(stack, m)).toList();
  }

  /** Batch number {@code step} of a signal that is noise. */
  public static float[] noise(int size, int step) {
    RandomStream random = RandomStream.of(9, Purpose.CROP, step);
    float[] samples = new float[size];
    for (int i = 0; i < size; i++) {
      samples[i] = (float) (4 * random.nextDouble() - 2);
    }
    return samples;
  }
}
