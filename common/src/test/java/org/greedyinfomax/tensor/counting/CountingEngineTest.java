package org.greedyinfomax.tensor.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class CountingEngineTest {

  private final CountingEngine engine = new CountingEngine();

  @Test
  void countsWhatIsHeld() {
    Memory first = engine.allocate(5);
    Memory second = engine.allocate(1L << 40);
    assertThat(engine.held()).isEqualTo(5 + (1L << 40));

    second.release();
    assertThat(engine.held()).isEqualTo(5);

    first.release();
    assertThat(engine.held()).isZero();
  }

  @Test
  void countsTheBlocksOfAnArena() {
    try (Arena arena = new Arena(engine)) {
      assertThat(arena.zeros(3).size()).isEqualTo(3);

      assertThat(engine.held()).isEqualTo(arena.capacity()).isEqualTo(1 << 22);
    }
    assertThat(engine.held()).isZero();
  }

  @Test
  void hasNoNumbersToRead() {
    Tensor tensor = new Arena(engine).allocate(2);

    assertThatThrownBy(() -> engine.floats(tensor))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("a counting engine holds no numbers");
    assertThatThrownBy(() -> engine.doubles(tensor))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("a counting engine holds no numbers");
  }
}
