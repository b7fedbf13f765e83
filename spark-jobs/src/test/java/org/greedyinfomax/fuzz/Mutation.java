package org.greedyinfomax.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What may happen to a file: at a place, or at some, that a generator of random numbers draws. */
enum Mutation {
  FLIP_BITS {
    @Override
    byte[] of(byte[] content, Random random) {
      byte[] changed = content.clone();
      for (int i = 1 << random.nextInt(4); i > 0; i--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  CUT {
    @Override
    byte[] of(byte[] content, Random random) {
      return Arrays.copyOf(content, random.nextInt(content.length));
    }
  },
  INSERT {
    @Override
    byte[] of(byte[] content, Random random) {
      byte[] noise = new byte[1 + random.nextInt(64)];
      random.nextBytes(noise);
      int at = random.nextInt(content.length + 1);
      return joined(part(content, 0, at), noise, part(content, at, content.length));
    }
  },
  DELETE {
    @Override
    byte[] of(byte[] content, Random random) {
      int[] range = range(content, random);
      return joined(part(content, 0, range[0]), part(content, range[1], content.length));
    }
  },
  DOUBLE {
    @Override
    byte[] of(byte[] content, Random random) {
      int[] range = range(content, random);
      return joined(part(content, 0, range[1]), part(content, range[0], content.length));
    }
  },
  OVERWRITE {
    @Override
    byte[] of(byte[] content, Random random) {
      byte[] changed = content.clone();
      int[] range = range(content, random);
      Arrays.fill(changed, range[0], range[1], (byte) (random.nextBoolean() ? 0 : 0xff));
      return changed;
    }
  },
  COPY_OVER {
    @Override
    byte[] of(byte[] content, Random random) {
      byte[] changed = content.clone();
      int[] range = range(content, random);
      int length = range[1] - range[0];
      System.arraycopy(
          content, range[0], changed, random.nextInt(content.length - length + 1), length);
      return changed;
    }
  },
  SWAP_FIELDS {
    @Override
    byte[] of(byte[] content, Random random) {
      String text = text(content);
      String separator = text.contains("\n") ? "\n" : ",";
      String[] fields = text.split(separator, -1);
      int a = random.nextInt(fields.length);
      int b = random.nextInt(fields.length);
      String kept = fields[a];
      fields[a] = fields[b];
      fields[b] = kept;
      return bytes(String.join(separator, fields));
    }
  },
  EXTREME_NUMBER {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

    private static final List<String> EXTREMES =
        List.of(
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "1e999",
            "-1e-999",
            "9".repeat(400),
            "NaN",
            "null",
            "true",
            "\"\"");

    @Override
    byte[] of(byte[] content, Random random) {
      String text = text(content);
      List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
      if (numbers.isEmpty()) {
        return EXTREME_BYTES.of(content, random);
      }
      MatchResult number = numbers.get(random.nextInt(numbers.size()));
      String extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
      return bytes(text.substring(0, number.start()) + extreme + text.substring(number.end()));
    }
  },
  EXTREME_BYTES {
    private static final long[] EXTREMES = {
      0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0xffff, 1L << 32
    };

    @Override
    byte[] of(byte[] content, Random random) {
      ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
      number.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int length = 2 << random.nextInt(3);
      long extreme = EXTREMES[random.nextInt(EXTREMES.length)];
      switch (length) {
        case 2 -> number.putShort((short) extreme);
        case 4 -> number.putInt((int) extreme);
        default -> number.putLong(extreme);
      }
      byte[] changed = content.clone();
      int at = random.nextInt(content.length);
      System.arraycopy(number.array(), 0, changed, at, Math.min(length, content.length - at));
      return changed;
    }
  },
  NEST {
    @Override
    byte[] of(byte[] content, Random random) {
      List<String> brackets = List.of("[", "{", "{\"a\":", "a{", "a=[", "${", "a.");
      String nest = brackets.get(random.nextInt(brackets.size())).repeat(20_000);
      String text = text(content);
      int at = random.nextInt(text.length() + 1);
      return bytes(text.substring(0, at) + nest + text.substring(at));
    }
  };

  /** Returns a changed copy of a content of at least one byte. */
  abstract byte[] of(byte[] content, Random random);

  private static int[] range(byte[] content, Random random) {
    int start = random.nextInt(content.length);
    int length = 1 + random.nextInt(1 << random.nextInt(13));
    return new int[] {start, Math.min(content.length, start + length)};
  }

  private static byte[] part(byte[] content, int from, int to) {
    return Arrays.copyOfRange(content, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
