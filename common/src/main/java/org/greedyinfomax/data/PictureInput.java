package org.greedyinfomax.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture's bytes for ImageIO, which may be read beyond their end so many times.
 *
 * <p>The reader of lossless WebP goes on at the end of a file, with bits that it has read before.
 * It asks for a byte each time, also where a symbol takes no bits, as of a picture in one colour:
 * that is why some such reads are right. A damaged file of some bytes would keep it busy for
 * minutes.
 */
final class PictureInput extends MemoryCacheImageInputStream {

  /** Of symbols that take no bits, before there are pixels: lengths of codes, and transforms. */
  private static final long READS_BESIDE_PIXELS = 1 << 14;

  /** Four samples and a reference for each pixel, and half as many in the images of transforms. */
  private static final long READS_OF_A_PIXEL = 8;

  private long readsLeft = READS_BESIDE_PIXELS;

  PictureInput(byte[] content) {
    super(new ByteArrayInputStream(content));
  }

  /** Allows the reads that a picture of some size may need. */
  void allow(long pixels) {
    readsLeft = READS_BESIDE_PIXELS + READS_OF_A_PIXEL * pixels;
  }

  @Override
  public byte readByte() throws IOException {
    int value = read();
    if (value < 0) {
      if (readsLeft == 0) {
        throw new IOException("its data end too early");
      }
      readsLeft--;
      throw new End();
    }
    return (byte) value;
  }

  /** Without a stack trace, which would take longer than all the rest. */
  private static final class End extends EOFException {

    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
