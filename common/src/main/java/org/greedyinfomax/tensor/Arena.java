package org.greedyinfomax.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Scratch memory of a training step, handed out like a stack and used again by the next step.
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
  private final List<Memory> blocks = new ArrayList<>();
  private int block;
  private long used;

  public Arena(Engine engine) {
    this.engine = engine;
  }

  /** A tensor whose numbers are whatever lay there before. */
  public Tensor allocate(int... shape) {
    long size = (Tensor.sizeOf(shape) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    while (block < blocks.size() && used + size > blocks.get(block).size()) {
      block++;
      used = 0;
    }
    if (block == blocks.size()) {
      blocks.add(engine.allocate(Math.max(BLOCK, size)));
      used = 0;
    }
    Tensor tensor = new Tensor(blocks.get(block), used, shape);
    used += size;
    return tensor;
  }

  /** A tensor of zeros. */
  public Tensor zeros(int... shape) {
    Tensor tensor = allocate(shape);
    engine.fill(tensor.matrix(), 0);
    return tensor;
  }

  /** Opens a frame: closing it frees what was allocated since. Frames close last opened first. */
  public Frame frame() {
    int blockBefore = block;
    long usedBefore = used;
    return () -> {
      block = blockBefore;
      used = usedBefore;
    };
  }

  /** Numbers of memory held, in use or not. */
  public long capacity() {
    return blocks.stream().mapToLong(Memory::size).sum();
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    blocks.forEach(Memory::release);
    blocks.clear();
    block = 0;
    used = 0;
  }

  /** The time in which scratch tensors live. */
  @FunctionalInterface
  public interface Frame extends AutoCloseable {
    @Override
    void close();
  }
}
