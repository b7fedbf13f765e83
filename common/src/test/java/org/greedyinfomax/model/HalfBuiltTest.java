package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cuda.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that cannot be built to the end give back the memory of what was built of them. */
final class HalfBuiltTest {

  private static final long BLOCK = 16 << 20; // bytes of an arena's block

  private final StackSpec stack = Networks.small(NegativeSampling.WHOLE_BATCH, 6);
  private final List<ModuleState> states = Networks.initial(stack);
  private Engine engine;
  private long before;

  @BeforeEach
  void buildOnce() {
    engine = StandIn.open(Precision.SINGLE);
    trainer(states, 0).close(); // buffers of the engine's stream are there from now on
    before = StandIn.held();
  }

  @AfterEach
  void restore() {
    StandIn.restoreMemory();
  }

  private StackTrainer trainer(List<ModuleState> with, int firstTrained) {
    return new StackTrainer(engine, new StackTask(stack, Networks.ADAM, 1), 0, with, firstTrained);
  }

  @ParameterizedTest(name = "the first {0} frozen")
  @ValueSource(ints = {0, 1, 3})
  void aStackForWhichMemoryIsTooLittle(int firstTrained) {
    StandIn.memory(before + 2 * BLOCK); // for two modules

    assertThatThrownBy(() -> trainer(states, firstTrained)).isInstanceOf(DeviceException.class);

    assertThat(StandIn.held()).isEqualTo(before);
  }

  @Test
  void aStackOfWhichAStateIsOfAnotherModule() {
    List<ModuleState> wrong = new ArrayList<>(states);
    wrong.set(1, smaller());

    assertThatThrownBy(() -> trainer(wrong, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer(wrong, 2)).isInstanceOf(IllegalArgumentException.class);

    assertThat(StandIn.held()).isEqualTo(before);
  }

  @Test
  void aModuleWhoseStateIsOfAnother() {
    ModuleState wrong = smaller();

    assertThatThrownBy(
            () -> new TrainableModule(engine, new StackTask(stack, Networks.ADAM, 1), 0, wrong))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EncoderModule(engine, stack, 0, wrong))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(StandIn.held()).isEqualTo(before);
  }

  private static ModuleState smaller() {
    return new ModuleState(new float[1], new float[1], new float[1], 0);
  }
}
