package org.greedyinfomax.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Scratch memory of a training step, handed out like stacks and used again by the next step.
 *
 * <p>The first step allocates; later ones of the same shapes run in the same memory, so that no
 * page is touched anew and nothing grows. What was allocated inside a {@link #frame} is free again
 * when the frame closes. Not for use by several threads.
 */
public final class Arena implements AutoCloseable {

  /** Numbers in a block, unless a single tensor needs more. */
  private static final long BLOCK = 1L << 22;

  /** Tensors start at multiples of this many numbers: 64 bytes in single precision. */
  private static final long ALIGNMENT = 16;

  private final Engine engine;
  private final List<Block> blocks = new ArrayList<>();

  public Arena(Engine engine) {
    this.engine = engine;
  }

  /** Memory of which the lower part is in use. */
  private static final class Block {

    private final Memory memory;
    private long used;

    Block(Memory memory) {
      this.memory = memory;
    }

    boolean hasRoom(long size) {
      return used + size <= memory.size();
    }
  }

  /** Returns a tensor whose numbers are whatever lay there before. */
  public Tensor allocate(int... shape) {
    long size = (Tensor.sizeOf(shape) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    Block block = blockFor(size);
    Tensor tensor = new Tensor(block.memory, block.used, shape);
    block.used += size;
    return tensor;
  }

  /**
   * Returns the first with room: a second step of the same shapes finds what the first one did, so
   * nothing grows.
   */
  private Block blockFor(long size) {
    for (Block block : blocks) {
      if (block.hasRoom(size)) {
        return block;
      }
    }
    Block block = new Block(engine.allocate(Math.max(BLOCK, size)));
    blocks.add(block);
    return block;
  }

  /** Returns a tensor of zeros. */
  public Tensor zeros(int... shape) {
    Tensor tensor = allocate(shape);
    engine.fill(tensor.matrix(), 0);
    return tensor;
  }

  /** Opens a frame: closing it frees what was allocated since. Frames close last opened first. */
  public Frame frame() {
    long[] before = blocks.stream().mapToLong(block -> block.used).toArray();
    return () -> {
      for (int i = 0; i < blocks.size(); i++) {
        blocks.get(i).used = i < before.length ? before[i] : 0;
      }
    };
  }

  /** Numbers of memory held, in use or not. */
  public long capacity() {
    return blocks.stream().mapToLong(block -> block.memory.size()).sum();
  }

  /** Gives all memory back; what is allocated later is allocated anew. */
  @Override
  public void close() {
    blocks.forEach(block -> block.memory.release());
    blocks.clear();
  }

  /** The time in which scratch tensors live. */
  @FunctionalInterface
  public interface Frame extends AutoCloseable {
    @Override
    void close();
  }
}
