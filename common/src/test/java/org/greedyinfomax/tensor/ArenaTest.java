package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.Test;

final class ArenaTest {

  private static final int BLOCK = 1 << 22;

  private final Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);

  @Test
  void handsTheMemoryOfAClosedFrameOutAgain() {
    try (Arena arena = new Arena(engine)) {
      Tensor kept = arena.zeros(3);
      Tensor scratch;
      try (Arena.Frame frame = arena.frame()) {
        scratch = arena.zeros(5);
        engine.fill(scratch.matrix(), 7);
      }
      Tensor next = arena.allocate(5);
      engine.fill(kept.matrix(), 1);

      assertThat(next.memory()).isSameAs(scratch.memory());
      assertThat(next.offset()).isEqualTo(scratch.offset());
      assertThat(engine.floats(next)).containsExactly(7, 7, 7, 7, 7);
    }
  }

  @Test
  void keepsTensorsOfOpenFramesApart() {
    try (Arena arena = new Arena(engine)) {
      Tensor outer = arena.zeros(17);
      try (Arena.Frame first = arena.frame()) {
        Tensor middle = arena.zeros(3, 5);
        try (Arena.Frame second = arena.frame()) {
          engine.fill(arena.allocate(100).matrix(), 9);
        }
        engine.fill(arena.allocate(2).matrix(), 9);
        assertThat(engine.floats(middle)).containsOnly(0);
      }
      assertThat(engine.floats(outer)).containsOnly(0);
    }
  }

  @Test
  void startsTensorsAtWholeCacheLines() {
    try (Arena arena = new Arena(engine)) {
      assertThat(arena.allocate(1).offset()).isZero();
      assertThat(arena.allocate(17).offset()).isEqualTo(16);
      assertThat(arena.allocate(1).offset()).isEqualTo(48);
    }
  }

  @Test
  void doesNotGrowOverFramesThatAreAlike() {
    try (Arena arena = new Arena(engine)) {
      useTwoBlocksAndALargeOne(arena);
      long capacity = arena.capacity();
      for (int i = 0; i < 10; i++) {
        useTwoBlocksAndALargeOne(arena);
      }
      assertThat(capacity).isEqualTo(2L * BLOCK + BLOCK + 16);
      assertThat(arena.capacity()).isEqualTo(capacity);
    }
  }

  private static void useTwoBlocksAndALargeOne(Arena arena) {
    try (Arena.Frame frame = arena.frame()) {
      assertThat(arena.allocate(BLOCK - 16).size()).isEqualTo(BLOCK - 16);
      assertThat(arena.allocate(BLOCK + 1).size()).isEqualTo(BLOCK + 1);
      assertThat(arena.allocate(32).size()).isEqualTo(32);
    }
  }

  @Test
  void putsSmallTensorsWhereLargeOnesLeftRoom() {
    try (Arena arena = new Arena(engine)) {
      for (int i = 0; i < 5; i++) {
        arena.zeros(16);
        arena.zeros(2, BLOCK);
      }

      assertThat(arena.capacity()).isEqualTo((1 + 2 * 5L) * BLOCK);
    }
  }

  @Test
  void holdsATensorLargerThanABlock() {
    try (Arena arena = new Arena(engine)) {
      Tensor large = arena.zeros(2, BLOCK);
      Tensor behind = arena.zeros(4);
      engine.fill(behind.matrix(), 1);

      assertThat(arena.capacity()).isEqualTo(3L * BLOCK);
      assertThat(engine.sumOfSquares(large.matrix())).isZero();
    }
  }

  @Test
  void givesItsMemoryBack() {
    long before = ResidentMemory.bytes();
    Arena arena = new Arena(engine);
    engine.fill(arena.allocate(50_000_000).matrix(), 1);
    assertThat(ResidentMemory.bytes() - before).isGreaterThan(190_000_000);

    arena.close();

    assertThat(arena.capacity()).isZero();
    assertThat(ResidentMemory.bytes() - before).isLessThan(50_000_000);
  }

  @Test
  void refusesAShapeWithoutNumbers() {
    try (Arena arena = new Arena(engine)) {
      assertThatThrownBy(() -> arena.allocate(3, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("shape [3, 0] must be positive");
    }
  }
}
