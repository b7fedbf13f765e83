package org.greedyinfomax.ingest.table;

import static org.apache.spark.sql.functions.lit;

import java.nio.ByteBuffer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Cells that are arrays of numbers, or vectors of Spark ML. */
sealed interface Numbers extends Cells permits PixelCells, SampleCells {

  /** What a cell counts in a shard's size: they are too many kinds to be measured before. */
  int ABOUT_A_CELL = 1 << 16;

  @Override
  default Column bytes(Column column) {
    return lit(ABOUT_A_CELL);
  }

  /** Numbers of an array or a vector in single precision; a null among them becomes NaN. */
  @Override
  default byte[] pack(Object cell) {
    if (cell instanceof Vector vector) {
      ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(vector.size(), Float.BYTES));
      for (double number : vector.toArray()) {
        packed.putFloat((float) number);
      }
      return packed.array();
    }
    if (cell instanceof Seq<?> sequence) {
      ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(sequence.size(), Float.BYTES));
      for (Iterator<?> numbers = sequence.iterator(); numbers.hasNext(); ) {
        packed.putFloat(numbers.next() instanceof Number number ? number.floatValue() : Float.NaN);
      }
      return packed.array();
    }
    return new byte[0];
  }

  /**
   * The numbers that were packed.
   *
   * @throws BadFileException if there is none, or one is not finite
   */
  static float[] unpack(byte[] packed, String name) throws BadFileException {
    if (packed.length == 0) {
      throw new BadFileException(name, "is null or has no numbers");
    }
    float[] numbers = new float[packed.length / Float.BYTES];
    ByteBuffer.wrap(packed).asFloatBuffer().get(numbers);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new BadFileException(
            name, Text.format("has %s at place %d, which is no finite number", numbers[i], i));
      }
    }
    return numbers;
  }
}
