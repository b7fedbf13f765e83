package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.Initializer;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.junit.jupiter.api.Test;

final class ModuleStateTest {

  private static final StackSpec STACK = Networks.small(NegativeSampling.WHOLE_BATCH, 0);
  private static final ModuleLayout LAYOUT = ModuleLayout.of(STACK, 0);

  @Test
  void readsWhatItWrote() {
    ModuleState state = state();

    byte[] bytes = state.toBytes(LAYOUT);
    ModuleState read = ModuleState.fromBytes(LAYOUT, bytes);

    assertThat(read.values()).containsExactly(state.values());
    assertThat(read.first()).containsExactly(state.first());
    assertThat(read.second()).containsExactly(state.second());
    assertThat(read.steps()).isEqualTo(1234);
    assertThat(read.toBytes(LAYOUT)).isEqualTo(bytes).isEqualTo(state.toBytes(LAYOUT));
  }

  @Test
  void namesItsTensorsForOtherReaders() {
    assertThat(Safetensors.fromBytes(state().toBytes(LAYOUT)).entries().keySet())
        .containsExactly(
            "convolution0.weight",
            "convolution0.bias",
            "predictor.weight",
            "adam.first.convolution0.weight",
            "adam.first.convolution0.bias",
            "adam.first.predictor.weight",
            "adam.second.convolution0.weight",
            "adam.second.convolution0.bias",
            "adam.second.predictor.weight");
  }

  /** A flipped bit breaks the file, or it changes the count of steps: nothing else is lost. */
  @Test
  void neverReadsOtherNumbersFromADamagedHeader() {
    byte[] bytes = state().toBytes(LAYOUT);
    int end = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    int refused = 0;
    for (int bit = 0; bit < 8 * end; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      ModuleState read;
      try {
        read = ModuleState.fromBytes(LAYOUT, damaged);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).{10,}");
        refused++;
        continue;
      }
      assertThat(Arrays.equals(read.values(), state().values())).as("bit %d", bit).isTrue();
      assertThat(Arrays.equals(read.first(), state().first())).as("bit %d", bit).isTrue();
      assertThat(Arrays.equals(read.second(), state().second())).as("bit %d", bit).isTrue();
    }
    assertThat(refused).isGreaterThan(8 * end * 9 / 10);
  }

  @Test
  void saysWhyAFileIsOfAnotherModule() {
    byte[] bytes = state().toBytes(LAYOUT);
    ModuleLayout wider = ModuleLayout.of(Networks.speechSmall(), 0);
    ModuleLayout recurrent = ModuleLayout.of(STACK, 2);
    byte[] alien = new Safetensors(Map.of("steps", "many"), Map.of()).toBytes();

    assertThatThrownBy(() -> ModuleState.fromBytes(wider, bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tensor \"convolution0.weight\" must have shape [10, 1, 128], but has [8, 1, 4]");
    assertThatThrownBy(() -> ModuleState.fromBytes(recurrent, bytes))
        .hasMessage(
            "a state of 5 parameters has 15 tensors, or 20 with velocities, but there are 9");
    assertThatThrownBy(() -> ModuleState.fromBytes(LAYOUT, alien))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysThatAStateHasNoSteps() {
    Safetensors file = Safetensors.fromBytes(state().toBytes(LAYOUT));
    byte[] without = new Safetensors(Map.of(), file.entries()).toBytes();
    byte[] negative = new Safetensors(Map.of("steps", "-1"), file.entries()).toBytes();

    assertThatThrownBy(() -> ModuleState.fromBytes(LAYOUT, without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metadata \"steps\" must be a number, but is \"\"");
    assertThatThrownBy(() -> ModuleState.fromBytes(LAYOUT, negative))
        .hasMessage("metadata \"steps\" must be a number, but is \"-1\"");
  }

  @Test
  void refusesMomentsThatDoNotMatch() {
    assertThatThrownBy(() -> new ModuleState(new float[3], new float[3], new float[2], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 parameters need as many moments, but there are 3 and 2");
    assertThatThrownBy(() -> new ModuleState(new float[3], new float[3], new float[3], -1))
        .hasMessage("steps must be at least 0, but is -1");
  }

  @Test
  void keepsTheVelocityOfTheOuterStepIfThereIsOne() {
    float[] velocity = new float[LAYOUT.size()];
    velocity[1] = 0.5f;
    ModuleState plain = state();
    ModuleState moving =
        new ModuleState(plain.values(), plain.first(), plain.second(), velocity, plain.steps());

    ModuleState read = ModuleState.fromBytes(LAYOUT, moving.toBytes(LAYOUT));

    assertThat(read.velocity()).containsExactly(velocity);
    assertThat(read.values()).containsExactly(plain.values());
    assertThat(ModuleState.fromBytes(LAYOUT, plain.toBytes(LAYOUT)).velocity()).isEmpty();
    assertThat(moving.withoutVelocity().toBytes(LAYOUT)).isEqualTo(plain.toBytes(LAYOUT));
    assertThatThrownBy(
            () -> new ModuleState(new float[3], new float[3], new float[3], new float[2], 0))
        .hasMessage("3 parameters need as many velocities or none, but there are 2");
  }

  @Test
  void startsUniformlyWithinTheBoundsAndTheSameForTheSameSeed() {
    ModuleState state = ModuleState.initial(ModuleLayout.of(Networks.speechSmall(), 1), 4, 1);

    for (ModuleLayout.Entry entry : ModuleLayout.of(Networks.speechSmall(), 1).entries()) {
      double bound = ((Initializer.Uniform) entry.initial()).bound();
      double largest = 0;
      double sum = 0;
      for (int i = entry.start(); i < entry.start() + entry.size(); i++) {
        largest = Math.max(largest, Math.abs(state.values()[i]));
        sum += state.values()[i];
      }
      assertThat(largest).as(entry.name()).isBetween(0.9 * bound, bound * 1.0000001);
      assertThat(Math.abs(sum / entry.size()))
          .as(entry.name())
          .isLessThan(5 * bound / Math.sqrt(3.0 * entry.size()));
    }
    assertThat(state.first()).containsOnly(0);
    assertThat(state.second()).containsOnly(0);
    assertThat(ModuleState.initial(LAYOUT, 4, 0).values())
        .containsExactly(ModuleState.initial(LAYOUT, 4, 0).values())
        .isNotEqualTo(ModuleState.initial(LAYOUT, 5, 0).values())
        .isNotEqualTo(ModuleState.initial(LAYOUT, 4, 1).values());
  }

  private static ModuleState state() {
    float[][] arrays = new float[3][LAYOUT.size()];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < LAYOUT.size(); j++) {
        arrays[i][j] = (float) Math.sin(1 + i + 3 * j);
      }
    }
    return new ModuleState(arrays[0], arrays[1], arrays[2], 1234);
  }
}
