package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.layer.PackedSequences;
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
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.counting.CountingEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class EncoderModuleTest {

  /** What a counting engine is given in place of a state. */
  private static final ModuleState NO_NUMBERS =
      new ModuleState(new float[0], new float[0], new float[0], 0);

  private static final List<ConvolutionSpec> TWO_CONVOLUTIONS =
      List.of(new ConvolutionSpec(3, 4, 2, 1), new ConvolutionSpec(4, 5, 2, 2));

  private static final Optional<GruSpec> GRU =
      Optional.of(new GruSpec(3, Backpropagation.THROUGH_TIME));

  private final EveryEngine engines;

  EncoderModuleTest(EveryEngine engines) {
    this.engines = engines;
  }

  static Stream<ModuleSpec> modules() {
    return Stream.of(
        new ModuleSpec("convolutions", TWO_CONVOLUTIONS, Optional.empty()),
        new ModuleSpec("gru", List.of(), GRU),
        new ModuleSpec("both", TWO_CONVOLUTIONS, GRU));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void layersMakeOfUnlikeSequencesWhatTheyMakeOfEachAlone(ModuleSpec spec) {
    int[] lengths = {25, 7, 18, 24};
    try (Bench bench = new Bench(engines, Precision.DOUBLE);
        EncoderModule module = module(bench, spec)) {
      Tensor together = bench.zeros(lengths.length, 25, 2);
      for (int i = 0; i < lengths.length; i++) {
        Tensor alone = bench.random(1, lengths[i], 2);
        bench.engine().copy(alone.matrix(), together.rows((long) i * 25 * 2, lengths[i], 2, 2));
      }

      Tensor y = module.encode(together, new SequenceEnds(lengths), bench.arena());

      double[] all = bench.engine().doubles(y);
      int row = y.length(1) * y.length(2);
      for (int i = 0; i < lengths.length; i++) {
        Tensor alone = bench.zeros(1, lengths[i], 2);
        bench.engine().copy(together.rows((long) i * 25 * 2, lengths[i], 2, 2), alone.matrix());
        double[] own = bench.engine().doubles(module.encode(alone, bench.arena()));
        assertThat(own).hasSize(spec.encoding(new SampleShape.Sequence(lengths[i], 2)).size());
        assertThat(Arrays.copyOfRange(all, i * row, i * row + own.length))
            .containsExactly(own, within(1e-12));
        assertThat(Arrays.stream(all, i * row + own.length, (i + 1) * row))
            .allMatch(number -> number == 0);
      }
    }
  }

  @Test
  void contextsOfPackedSequencesAreTheModulesGrusOwn() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE);
        EncoderModule module = module(bench, new ModuleSpec("gru", List.of(), GRU))) {
      Tensor x = bench.random(1, 5, 2);
      PackedSequences alone = new PackedSequences(new int[] {5});

      Tensor contexts = module.contexts(x.reshape(5, 2), alone, bench.arena());

      assertThat(bench.engine().doubles(contexts))
          .containsExactly(bench.engine().doubles(module.forward(x, bench.arena())), within(1e-12));
    }
  }

  /** Five million parameters, so that a block of an arena holds no more than them. */
  @Test
  void holdsItsParametersAlone() {
    StackSpec stack =
        stack(1024, new ModuleSpec("wide", List.of(new ConvolutionSpec(1024, 5, 1, 0)), GRU));
    CountingEngine encoding = new CountingEngine();
    CountingEngine training = new CountingEngine();
    try (EncoderModule encoder = new EncoderModule(encoding, stack, 0, NO_NUMBERS);
        TrainableModule trained =
            new TrainableModule(training, new StackTask(stack, Networks.ADAM, 0), 0, NO_NUMBERS)) {
      assertThat(encoding.held())
          .isBetween(
              (long) ModuleLayout.of(stack, 0).size(), ModuleLayout.of(stack, 0).size() + 16L);
      assertThat(training.held()).isEqualTo(4 * encoding.held());

      encoder.close();
      trained.close();
      assertThat(encoding.held()).isZero();
      assertThat(training.held()).isZero();
    }
  }

  private static EncoderModule module(Bench bench, ModuleSpec spec) {
    StackSpec stack = stack(2, spec);
    return new EncoderModule(bench.engine(), stack, 0, Networks.initial(stack, 0));
  }

  private static StackSpec stack(int channels, ModuleSpec spec) {
    return new StackSpec(
        channels, List.of(spec), new InfoNceSpec(2, 3, NegativeSampling.WHOLE_BATCH, 0));
  }
}
