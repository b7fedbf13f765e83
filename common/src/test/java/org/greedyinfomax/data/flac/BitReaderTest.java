package org.greedyinfomax.data.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.Random;
import org.greedyinfomax.data.BytesInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BitReaderTest {

  /** Codes of all lengths, also longer than the reader's window and across the ends of buffers. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 14, 30})
  void readsRiceCodedNumbersWhereverTheyLie(int parameter) throws Exception {
    Random random = new Random(parameter);
    long[] numbers = new long[60_000];
    Bits bits = new Bits();
    bits.add(0, 3); // so that codes do not begin at a byte
    for (int i = 0; i < numbers.length; i++) {
      long zeros = random.nextInt(100) == 0 ? random.nextInt(200) : random.nextInt(4);
      long code = (zeros << parameter) | (random.nextLong() & ((1L << parameter) - 1));
      numbers[i] = code % 2 == 0 ? code / 2 : -(code / 2) - 1;
      bits.add(0, (int) zeros);
      bits.add(1, 1);
      bits.add(code, parameter);
    }
    byte[] content = bits.bytes();
    BitReader in = new BitReader(new BytesInput(content));
    in.unsigned(3);

    long[] read = new long[numbers.length];
    for (int begin = 0; begin < read.length; begin += 1000) {
      in.rice(parameter, read, begin, begin + 1000);
    }

    assertThat(read).isEqualTo(numbers);
    assertThat(in.position()).isEqualTo(content.length);
    assertThatThrownBy(() -> in.rice(parameter, new long[9], 0, 9))
        .isInstanceOf(EOFException.class);
  }

  /** Bits, the most significant first. */
  private static final class Bits {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int begun = 1;

    void add(long value, int count) {
      for (int bit = count - 1; bit >= 0; bit--) {
        begun = begun << 1 | (bit < Long.SIZE ? (int) (value >>> bit & 1) : 0);
        if (begun >= 1 << Byte.SIZE) {
          bytes.write(begun);
          begun = 1;
        }
      }
    }

    /** Returns all; what is missing in the last byte is 0. */
    byte[] bytes() {
      add(0, Byte.SIZE - 1);
      return bytes.toByteArray();
    }
  }
}
