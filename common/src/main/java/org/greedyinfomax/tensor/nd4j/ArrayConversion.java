package org.greedyinfomax.tensor.nd4j;

import static org.greedyinfomax.tensor.nd4j.ArrayMemory.flat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.greedyinfomax.tensor.Half;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.longer.MatchCondition;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Copies numbers between Java and an array. Each way leads through an array of their size: ND4J
 * moves whole buffers between host and device, and a block of memory is much larger than a tensor
 * in it.
 */
final class ArrayConversion {

  private ArrayConversion() {}

  static void write(float[] from, Tensor to) {
    try (INDArray numbers = Nd4j.createFromArray(from)) {
      flat(to).assign(numbers);
    }
  }

  static void write(double[] from, Tensor to) {
    try (INDArray numbers = Nd4j.createFromArray(from)) {
      flat(to).assign(numbers);
    }
  }

  static float[] floats(Tensor tensor) {
    float[] numbers = new float[Shapes.count(tensor.size())];
    try (INDArray copy = copy(tensor, DataType.FLOAT)) {
      copy.data().asNioFloat().get(numbers);
    }
    return numbers;
  }

  static double[] read(Tensor tensor) {
    double[] numbers = new double[Shapes.count(tensor.size())];
    try (INDArray copy = copy(tensor, DataType.DOUBLE)) {
      copy.data().asNioDouble().get(numbers);
    }
    return numbers;
  }

  static boolean roundToHalf(Tensor x) {
    boolean[] fits = {true};
    ArrayParts.ofNumbers(
        x.size(),
        (from, count) -> {
          INDArray part = flat(x.slice(from, count));
          try (INDArray floats = copy(x.slice(from, count), DataType.FLOAT);
              INDArray halves = Nd4j.createUninitializedDetached(DataType.FLOAT16, count)) {
            halves.assign(floats); // doubles are rounded to floats before, as everywhere
            part.assign(halves);
          }
          fits[0] &= infinities(part) == 0;
        });
    return fits[0];
  }

  static void store(Tensor from, StorageType type, ByteBuffer to) {
    Shapes.requireBytes(to, type, from);
    ByteBuffer bytes = to.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = floats(from);
    switch (type) {
      case FLOAT16 -> {
        ShortBuffer halves = bytes.asShortBuffer();
        for (float number : numbers) {
          halves.put(Half.bits(number));
        }
      }
      case FLOAT32 -> bytes.asFloatBuffer().put(numbers);
    }
  }

  static void load(ByteBuffer from, StorageType type, Tensor to) {
    Shapes.requireBytes(from, type, to);
    ByteBuffer bytes = from.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = new float[Shapes.count(to.size())];
    switch (type) {
      case FLOAT16 -> {
        ShortBuffer halves = bytes.asShortBuffer();
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Half.number(halves.get(i));
        }
      }
      case FLOAT32 -> {
        FloatBuffer floats = bytes.asFloatBuffer();
        floats.get(numbers);
      }
    }
    write(numbers, to);
  }

  private static INDArray copy(Tensor tensor, DataType type) {
    return Nd4j.createUninitializedDetached(type, tensor.size()).assign(flat(tensor));
  }

  private static long infinities(INDArray numbers) {
    try (INDArray count =
        Nd4j.getExecutioner().exec(new MatchCondition(numbers, Conditions.isInfinite()))) {
      return count.getLong(0);
    }
  }
}
