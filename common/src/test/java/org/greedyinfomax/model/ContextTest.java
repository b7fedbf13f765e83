package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A module for images that predicts from a PixelCNN, end to end. */
final class ContextTest {

  private static final SampleShape.Patches IMAGE = new SampleShape.Patches(4, 3, 4, 4, 1);
  private static final int BATCH = 3;

  @Test
  void gradientsMatchFiniteDifferences() {
    StackSpec stack = stack(Optional.of(new PixelCnnSpec(2)));
    try (Bench bench = new Bench(Precision.DOUBLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.random(IMAGE.batch(BATCH));
      Parameter flat = module.flat();
      loss(bench, module, x);

      assertGradient(
          "parameters",
          bench.engine(),
          flat.value(),
          flat.gradient(),
          () -> loss(bench, module, x));
    }
  }

  @Test
  void gradientsReachTheEncoderThroughTheContext() {
    StackSpec stack = stack(Optional.of(new PixelCnnSpec(2)));
    ModuleLayout layout = ModuleLayout.of(stack, 0);
    ModuleLayout.Entry first = layout.entry("convolution0.weight");
    ModuleLayout.Entry output = layout.entry("context.output.weight");
    ModuleLayout.Entry bias = layout.entry("context.output.bias");
    try (Bench bench = new Bench(Precision.DOUBLE);
        TrainableModule module = module(bench, stack)) {
      Tensor values = module.flat().value();
      Tensor gradient = module.flat().gradient().slice(first.start(), first.size());
      Tensor x = bench.random(IMAGE.batch(BATCH));
      // Contexts that are zero: all scores are alike, and no candidate learns.
      bench.engine().fill(values.slice(output.start(), output.size()).matrix(), 0);
      bench.engine().fill(values.slice(bias.start(), bias.size()).matrix(), 0);
      TrainableModule.Step step = step(bench, module, x);
      assertThat(bench.read(gradient)).as("without a path through the context").containsOnly(0);
      assertThat(step.spread()).as("of the encodings").isGreaterThan(CollapseMetric.COLLAPSED);

      bench.engine().fill(values.slice(output.start(), output.size()).matrix(), 0.5);
      loss(bench, module, x);
      assertThat(Arrays.stream(bench.read(gradient)))
          .anyMatch(derivative -> Math.abs(derivative) > 1e-4);
    }
  }

  /** What is probed, stored and given to a next module is what it is without a context. */
  @Test
  void handsOnEncodings() {
    StackSpec with = stack(Optional.of(new PixelCnnSpec(2)));
    StackSpec without = stack(Optional.empty());
    try (Bench bench = new Bench(Precision.SINGLE);
        TrainableModule module = module(bench, with);
        EncoderModule predicting = encoder(bench, with);
        EncoderModule plain = encoder(bench, without)) {
      Tensor x = bench.random(IMAGE.batch(BATCH));
      Tensor output = bench.zeros(with.output(0, IMAGE).batch(BATCH));
      double[] expected = bench.read(plain.forward(x, bench.arena()));

      Tensor forward = predicting.forward(x, bench.arena());
      assertThat(bench.read(forward)).containsExactly(expected);
      assertThat(predicting.represent(forward, bench.arena()).shape())
          .containsExactly(BATCH, 12, 3);
      module.train(x, new int[0], output, RandomStream.of(1, Purpose.NEGATIVES), bench.arena());

      assertThat(bench.read(output)).containsExactly(expected);
      assertThat(with.output(0, IMAGE)).isEqualTo(without.output(0, IMAGE));
    }
  }

  /** Images that darken from top to bottom, each at its own pace. */
  @ParameterizedTest
  @EnumSource
  void learnsToTellPatchesFurtherDown(Initialization initialization) {
    StackSpec plain = stack(Optional.of(new PixelCnnSpec(4)));
    StackSpec stack =
        new StackSpec(1, plain.modules(), plain.loss(), StorageType.FLOAT32, initialization);
    ModuleLayout layout = ModuleLayout.of(stack, 0);
    try (Bench bench = new Bench(Precision.SINGLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.zeros(IMAGE.batch(BATCH));
      bench.engine().write(gradients((int) x.size()), x);
      Tensor output = bench.zeros(stack.output(0, IMAGE).batch(BATCH));
      double last = Double.MAX_VALUE;
      for (int i = 0; i < 200; i++) {
        RandomStream random = RandomStream.of(1, Purpose.NEGATIVES, i);
        last = module.train(x, new int[0], output, random, bench.arena()).loss();
      }
      assertThat(last).isLessThan(0.7 * stack.loss().ceiling().orElseThrow());

      ModuleState state = module.state();
      ModuleState before = Networks.initial(stack, 0);
      for (int layer = 0; layer < 4; layer++) {
        ModuleLayout.Entry vertical = layout.entry("context.layer" + layer + ".vertical.weight");
        int masked = vertical.start() + vertical.size() / 3 * 2;
        int end = vertical.start() + vertical.size();
        for (float[] numbers : List.of(state.values(), state.first(), state.second())) {
          assertThat(Arrays.copyOfRange(numbers, masked, end)).containsOnly(0);
        }
        assertThat(state.values()[masked - 1]).isNotEqualTo(before.values()[masked - 1]);
      }
      ModuleState read = ModuleState.fromBytes(layout, state.toBytes(layout));
      assertThat(read.values()).containsExactly(state.values());
      assertThat(read.second()).containsExactly(state.second());
    }
  }

  private static float[] gradients(int size) {
    float[] pixels = new float[size];
    int patch = IMAGE.rows() * IMAGE.columns();
    int image = IMAGE.places() * patch;
    for (int i = 0; i < size; i++) {
      int gridRow = i % image / (IMAGE.gridColumns() * patch);
      int pixelRow = i % patch / IMAGE.columns();
      pixels[i] = (float) Math.sin((gridRow * 2 + pixelRow) * 0.5 * (1 + i / image));
    }
    return pixels;
  }

  @Test
  void leavesTheSameBitsWheneverItRuns() {
    assertThat(bitsOfARun()).containsExactly(bitsOfARun());
  }

  private static float[] bitsOfARun() {
    StackSpec stack = stack(Optional.of(new PixelCnnSpec(3)));
    try (Bench bench = new Bench(Precision.SINGLE);
        TrainableModule module = module(bench, stack)) {
      Tensor output = bench.zeros(stack.output(0, IMAGE).batch(BATCH));
      for (int i = 0; i < 3; i++) {
        Tensor x = bench.random(IMAGE.batch(BATCH));
        RandomStream random = RandomStream.of(1, Purpose.NEGATIVES, i);
        module.train(x, new int[0], output, random, bench.arena());
      }
      return module.state().values();
    }
  }

  private static StackSpec stack(Optional<PixelCnnSpec> context) {
    List<LayerSpec> layers =
        List.of(
            new GridConvolutionSpec(3, 3, 1, 1), new ResidualSpec(ResidualSpec.Branch.BASIC, 3, 2));
    return new StackSpec(
        1,
        List.of(new ModuleSpec("encoder", layers, context)),
        new InfoNceSpec(2, 4, NegativeSampling.OTHER_TARGETS, 0, 0, List.of(Direction.DOWN)));
  }

  private static EncoderModule encoder(Bench bench, StackSpec stack) {
    return new EncoderModule(bench.engine(), stack, 0, Networks.initial(stack, 0));
  }

  private static TrainableModule module(Bench bench, StackSpec stack) {
    return new TrainableModule(
        bench.engine(), new StackTask(stack, Networks.ADAM, 0), 0, Networks.initial(stack, 0));
  }

  /** The loss, without the update that belongs to a step. */
  private static double loss(Bench bench, TrainableModule module, Tensor x) {
    return step(bench, module, x).loss();
  }

  private static TrainableModule.Step step(Bench bench, TrainableModule module, Tensor x) {
    double[] values = bench.read(module.flat().value());
    Tensor output = bench.zeros(BATCH, 4, 3, 2, 2, 3);
    TrainableModule.Step step =
        module.train(x, new int[0], output, RandomStream.of(11, Purpose.NEGATIVES), bench.arena());
    bench.engine().write(values, module.flat().value());
    return step;
  }
}
