package org.greedyinfomax.tensor.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** Copies numbers to the GPU and back, and converts them to and from other types. */
final class CudaConversion {

  private CudaConversion() {}

  static void write(CudaStream stream, Precision precision, float[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    if (precision == Precision.SINGLE) {
      stream.write(
          CudaMemory.address(to),
          from.length,
          Float.BYTES,
          (pointer, start, size) -> pointer.write(0, from, start, size));
      return;
    }
    double[] numbers = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      numbers[i] = from[i];
    }
    write(stream, precision, numbers, to);
  }

  static void write(CudaStream stream, Precision precision, double[] from, Tensor to) {
    Shapes.requireSize(from.length, to);
    if (precision == Precision.DOUBLE) {
      stream.write(
          CudaMemory.address(to),
          from.length,
          Double.BYTES,
          (pointer, start, size) -> pointer.write(0, from, start, size));
      return;
    }
    float[] numbers = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      numbers[i] = (float) from[i];
    }
    write(stream, precision, numbers, to);
  }

  static float[] floats(CudaStream stream, Precision precision, Tensor tensor) {
    float[] numbers = new float[Shapes.count(tensor.size())];
    if (precision == Precision.SINGLE) {
      stream.read(
          CudaMemory.address(tensor),
          numbers.length,
          Float.BYTES,
          (pointer, start, size) -> pointer.read(0, numbers, start, size));
      return numbers;
    }
    double[] exact = doubles(stream, precision, tensor);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) exact[i];
    }
    return numbers;
  }

  static double[] doubles(CudaStream stream, Precision precision, Tensor tensor) {
    if (precision == Precision.DOUBLE) {
      return stream.doubles(CudaMemory.address(tensor), Shapes.count(tensor.size()));
    }
    float[] numbers = floats(stream, precision, tensor);
    double[] exact = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      exact[i] = numbers[i];
    }
    return exact;
  }

  /** Rounds on the GPU; a flag there tells whether a number was beyond the range. */
  static boolean roundToHalf(CudaStream stream, Tensor x) {
    long flag = stream.scratch(Double.BYTES);
    stream.clear(flag, Double.BYTES);
    stream.launch("round_half", stream.blocks(x.size()), x, Shapes.count(x.size()), flag);
    return stream.doubles(flag, 1)[0] == 0;
  }

  static void store(
      CudaStream stream, Precision precision, Tensor from, StorageType type, ByteBuffer to) {
    Shapes.requireBytes(to, type, from);
    int size = Shapes.count(from.size());
    ByteBuffer bytes = to.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case FLOAT16 -> {
        short[] halves = new short[size];
        long scratch = stream.scratch((long) size * Short.BYTES);
        stream.launch("store_half", stream.blocks(size), from, size, scratch);
        stream.read(
            scratch,
            size,
            Short.BYTES,
            (pointer, start, length) -> pointer.read(0, halves, start, length));
        bytes.asShortBuffer().put(halves);
      }
      case FLOAT32 -> bytes.asFloatBuffer().put(floats(stream, precision, from));
    }
  }

  static void load(
      CudaStream stream, Precision precision, ByteBuffer from, StorageType type, Tensor to) {
    Shapes.requireBytes(from, type, to);
    int size = Shapes.count(to.size());
    ByteBuffer bytes = from.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case FLOAT16 -> {
        short[] halves = new short[size];
        bytes.asShortBuffer().get(halves);
        long scratch = stream.scratch((long) size * Short.BYTES);
        stream.write(
            scratch,
            size,
            Short.BYTES,
            (pointer, start, length) -> pointer.write(0, halves, start, length));
        stream.launch("load_half", stream.blocks(size), scratch, size, to);
      }
      case FLOAT32 -> {
        FloatBuffer numbers = bytes.asFloatBuffer();
        float[] floats = new float[size];
        numbers.get(floats);
        write(stream, precision, floats, to);
      }
    }
  }
}
