package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares outputs, losses, gradients and an Adam step with those of the authors' PyTorch code, in
 * {@code golden/audio-tiny.safetensors}.
 */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class GoldenNumbersTest {

  private static final AdamSettings ADAM = new AdamSettings(2e-4, 0.9, 0.999, 1e-8);

  private final EveryEngine engines;
  private final Golden golden = new Golden();

  GoldenNumbersTest(EveryEngine engines) {
    this.engines = engines;
  }

  @ParameterizedTest(name = "module {0} in {1} precision")
  @CsvSource({
    "0, DOUBLE, 1e-9", "1, DOUBLE, 1e-9", "2, DOUBLE, 1e-9", "3, DOUBLE, 1e-9",
    "0, SINGLE, 1e-4", "1, SINGLE, 1e-4", "2, SINGLE, 1e-4", "3, SINGLE, 1e-4"
  })
  void trainsAModuleAsTheReferenceDoes(int m, Precision precision, double tolerance) {
    Engine engine = engines.in(precision);
    ModuleState blank = ModuleState.initial(ModuleLayout.of(Golden.STACK, m), 0, m);
    try (Arena arena = new Arena(engine);
        TrainableModule module =
            new TrainableModule(
                engine,
                new StackTask(Golden.STACK, ADAM, 0),
                m,
                blank,
                new OtherNegatives(golden.negatives(m)))) {
      Parameter parameters = module.flat();
      engine.write(golden.flat("param", m), parameters.value());
      double[] input = m == 0 ? golden.input() : golden.context(m - 1);
      double[] context = golden.context(m);
      int channels = Golden.STACK.inputChannels(m);
      Tensor x = arena.allocate(Golden.BATCH, input.length / Golden.BATCH / channels, channels);
      int width = Golden.STACK.inputChannels(m + 1);
      Tensor c = arena.allocate(Golden.BATCH, context.length / Golden.BATCH / width, width);
      engine.write(input, x);

      TrainableModule.Step step =
          module.train(x, new int[0], c, RandomStream.of(0, Purpose.NEGATIVES), arena);

      assertThat(engine.doubles(c)).as("context").containsExactly(context, within(tolerance));
      assertThat(step.loss()).as("loss").isCloseTo(golden.loss(m), within(tolerance));
      assertThat(engine.doubles(parameters.gradient()))
          .as("gradients")
          .containsExactly(golden.flat("grad", m), within(tolerance));
      assertThat(engine.doubles(parameters.value()))
          .as("parameters after one Adam step")
          .containsExactly(golden.flat("adam1", m), within(tolerance));
    }
  }
}
