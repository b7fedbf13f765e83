package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
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
 * {@code golden/vision-tiny.safetensors}.
 */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class GoldenImagesTest {

  private static final AdamSettings ADAM = new AdamSettings(2e-4, 0.9, 0.999, 1e-8);

  private final EveryEngine engines;
  private final GoldenImages golden = new GoldenImages();

  GoldenImagesTest(EveryEngine engines) {
    this.engines = engines;
  }

  @ParameterizedTest(name = "module {0} in {1} precision")
  @CsvSource({
    "0, DOUBLE, 1e-9", "1, DOUBLE, 1e-9", "2, DOUBLE, 1e-9",
    "0, SINGLE, 1e-4", "1, SINGLE, 1e-4", "2, SINGLE, 1e-4"
  })
  void trainsAModuleAsTheReferenceDoes(int m, Precision precision, double tolerance) {
    Engine engine = engines.in(precision);
    StackSpec stack = GoldenImages.STACK;
    ModuleState blank = ModuleState.initial(ModuleLayout.of(stack, m), 0, m);
    try (Arena arena = new Arena(engine);
        TrainableModule module =
            new TrainableModule(
                engine,
                new StackTask(stack, ADAM, 0),
                m,
                blank,
                new OtherNegatives(golden.negatives(m)));
        // represents what the module put out, by no parameter
        EncoderModule encoder = new EncoderModule(engine, stack, m, blank)) {
      Parameter parameters = module.flat();
      engine.write(golden.flat("param", m), parameters.value());
      Tensor x = arena.allocate(stack.input(m, GoldenImages.SAMPLE).batch(GoldenImages.BATCH));
      Tensor z = arena.allocate(stack.output(m, GoldenImages.SAMPLE).batch(GoldenImages.BATCH));
      engine.write(golden.input(m), x);

      TrainableModule.Step step =
          module.train(x, new int[0], z, RandomStream.of(0, Purpose.NEGATIVES), arena);

      assertThat(engine.doubles(z))
          .as("output")
          .containsExactly(golden.output(m), within(tolerance));
      assertThat(engine.doubles(encoder.represent(z, arena)))
          .as("means of the patches")
          .containsExactly(golden.pooled(m), within(tolerance));
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
