package org.greedyinfomax.tensor.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Numbers and their bits, array by array: two copies within the cache, where {@link
 * Float#floatToRawIntBits} goes number by number.
 */
final class BitCast {

  private final FloatBuffer floats;
  private final IntBuffer ints; // the same memory

  /** Makes room for arrays of that length. */
  BitCast(int size) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(size, Float.BYTES)).order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
    ints = bytes.asIntBuffer();
  }

  void toFloats(int[] from, float[] to, int size) {
    ints.put(0, from, 0, size);
    floats.get(0, to, 0, size);
  }

  void toBits(float[] from, int[] to, int size) {
    floats.put(0, from, 0, size);
    ints.get(0, to, 0, size);
  }
}
