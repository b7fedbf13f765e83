package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

abstract class TrainableModuleTest {

  private static final List<ConvolutionSpec> TWO_CONVOLUTIONS =
      List.of(new ConvolutionSpec(3, 4, 2, 1), new ConvolutionSpec(4, 5, 2, 2));

  private static final Optional<GruSpec> GRU =
      Optional.of(new GruSpec(3, Backpropagation.THROUGH_TIME));

  private final EveryEngine engines;

  TrainableModuleTest(EveryEngine engines) {
    this.engines = engines;
  }

  static Stream<Arguments> modules() {
    return Stream.of(
            new ModuleSpec("convolutions", TWO_CONVOLUTIONS, Optional.empty()),
            new ModuleSpec("gru", List.of(), GRU),
            new ModuleSpec("both", TWO_CONVOLUTIONS, GRU))
        .flatMap(
            module ->
                Stream.of(NegativeSampling.values())
                    .flatMap(
                        sampling ->
                            Stream.of(0, 4).map(window -> Arguments.of(module, sampling, window))));
  }

  @ParameterizedTest(name = "{0}, {1}, window {2}")
  @MethodSource("modules")
  void gradientsMatchFiniteDifferences(ModuleSpec spec, NegativeSampling sampling, int window) {
    StackSpec stack = new StackSpec(2, List.of(spec), Networks.loss(2, 3, sampling, window));
    try (Bench bench = new Bench(engines, Precision.DOUBLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.random(2, 25, 2);
      Tensor output = bench.zeros(spec.output(new SampleShape.Sequence(25, 2)).batch(2));
      Parameter flat = module.flat();

      loss(bench, module, x, output);

      assertGradient(
          "parameters",
          bench.engine(),
          flat.value(),
          flat.gradient(),
          () -> loss(bench, module, x, output));
    }
  }

  @Test
  void gradientsReachTheConvolutionsThroughTheGru() {
    ModuleSpec spec = new ModuleSpec("both", TWO_CONVOLUTIONS, GRU);
    StackSpec stack =
        new StackSpec(1, List.of(spec), new InfoNceSpec(1, 3, NegativeSampling.WHOLE_BATCH, 0));
    ModuleLayout layout = ModuleLayout.of(stack, 0);
    ModuleLayout.Entry gru = layout.entry("gru.inputWeight");
    ModuleLayout.Entry first = layout.entry("convolution0.weight");
    try (Bench bench = new Bench(engines, Precision.DOUBLE);
        TrainableModule module = module(bench, stack)) {
      Tensor values = module.flat().value();
      Tensor gradient = module.flat().gradient().slice(first.start(), first.size());
      Tensor x = bench.random(1, 25, 1);
      Tensor output = bench.zeros(1, 6, 3);
      // A GRU that does not look stays at zero: all scores are alike, and no candidate learns.
      bench.engine().fill(values.slice(gru.start(), gru.size()).matrix(), 0);
      bench.engine().fill(values.slice(layout.entry("gru.inputBias").start(), 9).matrix(), 0);
      bench.engine().fill(values.slice(layout.entry("gru.stateBias").start(), 9).matrix(), 0);
      loss(bench, module, x, output);
      assertThat(bench.read(gradient)).as("without a path through the GRU").containsOnly(0);

      bench.engine().fill(values.slice(gru.start(), gru.size()).matrix(), 0.5);
      loss(bench, module, x, output);
      assertThat(Arrays.stream(bench.read(gradient)))
          .anyMatch(derivative -> Math.abs(derivative) > 1e-4);
    }
  }

  @Test
  void handsOnWhatItComputedBeforeItsUpdate() {
    StackSpec stack = Networks.small(NegativeSampling.WHOLE_BATCH, 0);
    try (Bench bench = new Bench(engines, Precision.SINGLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.random(2, 80, 1);
      Tensor output = bench.zeros(2, 20, 4);
      double[] before = encodings(bench, stack, module, x);

      module.train(x, new int[0], output, RandomStream.of(1, Purpose.NEGATIVES), bench.arena());

      assertThat(bench.read(output)).containsExactly(before);
      assertThat(encodings(bench, stack, module, x)).isNotEqualTo(before);
    }
  }

  private static double[] encodings(
      Bench bench, StackSpec stack, TrainableModule module, Tensor x) {
    try (EncoderModule encoder = new EncoderModule(bench.engine(), stack, 0, module.state())) {
      return bench.read(encoder.forward(x, bench.arena()));
    }
  }

  @Test
  void learnsToTellNeighboursOfASlowSignal() {
    StackSpec stack = Networks.small(NegativeSampling.WHOLE_BATCH, 0);
    try (Bench bench = new Bench(engines, Precision.SINGLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.zeros(4, 160, 1);
      double[] tones = new double[4 * 160];
      for (int i = 0; i < tones.length; i++) {
        tones[i] = Math.sin(i % 160 * 0.1 * (1 + i / 160));
      }
      bench.engine().write(tones, x);
      Tensor output = bench.zeros(4, 40, 4);
      List<TrainableModule.Step> steps = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        RandomStream random = RandomStream.of(1, Purpose.NEGATIVES, i);
        steps.add(module.train(x, new int[0], output, random, bench.arena()));
      }
      TrainableModule.Step step = steps.get(299);
      assertThat(step.loss()).isLessThan(0.7 * stack.loss().ceiling().orElseThrow());
      assertThat(step.accuracy()).isGreaterThan(0.5);
      assertThat(module.state().steps()).isEqualTo(300);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void showsACollapsedEncoderByLossAccuracyAndSpread(Precision precision) {
    StackSpec stack = Networks.small(NegativeSampling.WHOLE_BATCH, 0);
    ModuleLayout layout = ModuleLayout.of(stack, 0);
    try (Bench bench = new Bench(engines, precision);
        TrainableModule module = module(bench, stack)) {
      Tensor weights = module.flat().value();
      bench.engine().fill(weights.slice(0, layout.entry("convolution0.weight").size()).matrix(), 0);
      bench.engine().fill(weights.slice(layout.entry("convolution0.bias").start(), 4).matrix(), 1);

      TrainableModule.Step step =
          module.train(
              bench.random(3, 80, 1),
              new int[0],
              bench.zeros(3, 20, 4),
              RandomStream.of(1, Purpose.NEGATIVES),
              bench.arena());

      assertThat(step.loss()).isCloseTo(Math.log(5), within(1e-12));
      assertThat(step.accuracy()).isCloseTo(1.0 / 5, within(1e-12));
      assertThat(step.spread()).isCloseTo(0, within(1e-12)).isLessThan(CollapseMetric.COLLAPSED);
    }
  }

  @Test
  void stopsAtALossThatIsNoNumber() {
    StackSpec stack = Networks.small(NegativeSampling.WHOLE_BATCH, 0);
    try (Bench bench = new Bench(engines, Precision.SINGLE);
        TrainableModule module = module(bench, stack)) {
      Tensor x = bench.random(2, 80, 1);
      Tensor output = bench.zeros(2, 20, 4);
      RandomStream random = RandomStream.of(1, Purpose.NEGATIVES);
      module.train(x, new int[0], output, random, bench.arena());
      float[] before = module.state().values();
      bench.engine().fill(x.rows(50, 1, 1, 1), Double.NaN);

      assertThatThrownBy(() -> module.train(x, new int[0], output, random, bench.arena()))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage(
              "the loss of module \"conv1\" is NaN at step 2: lower optimizer.learningRate or look"
                  + " for broken samples");
      assertThat(module.state().values()).containsExactly(before);
      assertThat(module.state().steps()).isEqualTo(1);
    }
  }

  private static TrainableModule module(Bench bench, StackSpec stack) {
    return new TrainableModule(
        bench.engine(), new StackTask(stack, Networks.ADAM, 0), 0, Networks.initial(stack, 0));
  }

  /** The loss, without the update that belongs to a step. */
  private static double loss(Bench bench, TrainableModule module, Tensor x, Tensor output) {
    double[] values = bench.read(module.flat().value());
    TrainableModule.Step step =
        module.train(x, new int[0], output, RandomStream.of(11, Purpose.NEGATIVES), bench.arena());
    bench.engine().write(values, module.flat().value());
    return step.loss();
  }
}
