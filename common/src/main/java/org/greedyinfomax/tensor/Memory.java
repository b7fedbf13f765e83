package org.greedyinfomax.tensor;

/** A block of numbers where an {@link Engine} computes, outside Java's heap. */
public interface Memory {

  /** Returns how many numbers it holds. */
  long size();

  /** Gives the block back. Tensors in it must not be used again. */
  void release();
}
