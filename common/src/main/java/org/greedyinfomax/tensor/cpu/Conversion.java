package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.greedyinfomax.tensor.Half;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** Conversion between memory and the types of files. */
final class Conversion {

  private Conversion() {}

  static boolean roundToHalf(Tensor x) {
    return host(x.memory()).roundToHalf(x.offset(), x.size());
  }

  static void store(Tensor from, StorageType type, ByteBuffer to) {
    ByteBuffer bytes = require(to, type, from);
    HostMemory memory = host(from.memory());
    int size = Shapes.count(from.size());
    switch (type) {
      case FLOAT16 -> {
        ShortBuffer halves = bytes.asShortBuffer();
        for (int i = 0; i < size; i++) {
          halves.put(i, Half.bits((float) memory.get(from.offset() + i)));
        }
      }
      case FLOAT32 -> {
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int i = 0; i < size; i++) {
          floats.put(i, (float) memory.get(from.offset() + i));
        }
      }
    }
  }

  static void load(ByteBuffer from, StorageType type, Tensor to) {
    ByteBuffer bytes = require(from, type, to);
    HostMemory memory = host(to.memory());
    int size = Shapes.count(to.size());
    switch (type) {
      case FLOAT16 -> {
        ShortBuffer halves = bytes.asShortBuffer();
        for (int i = 0; i < size; i++) {
          memory.put(to.offset() + i, Half.number(halves.get(i)));
        }
      }
      case FLOAT32 -> {
        FloatBuffer floats = bytes.asFloatBuffer();
        for (int i = 0; i < size; i++) {
          memory.put(to.offset() + i, floats.get(i));
        }
      }
    }
  }

  private static ByteBuffer require(ByteBuffer bytes, StorageType type, Tensor tensor) {
    Shapes.requireBytes(bytes, type, tensor);
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }
}
