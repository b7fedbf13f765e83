package org.greedyinfomax.data.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.ProcessorBudget;

/**
 * A picture's bytes for ImageIO, which may be read beyond their end so many times, and for so much
 * time of a processor.
 *
 * <p>The reader of lossless WebP goes on at the end of a file, with bits that it has read before.
 * It asks for a byte each time, also where a symbol takes no bits, as of a picture in one colour:
 * that is why some such reads are right. A damaged file of some bytes would keep it busy for
 * minutes.
 */
public final class PictureInput extends MemoryCacheImageInputStream {

  /** Of symbols that take no bits, before there are pixels: lengths of codes, and transforms. */
  private static final long READS_BESIDE_PIXELS = 1 << 14;

  /** Four samples and a reference for each pixel, and half as many in the images of transforms. */
  private static final long READS_OF_A_PIXEL = 8;

  /** Reads between two looks at the time. */
  private static final int READS_BETWEEN_LOOKS = 1 << 14;

  /** Time of a processor that a decoder may take, and so much more for each pixel: ten times. */
  private static final double BUDGET_SECONDS = 10;

  private static final double BUDGET_OF_A_PIXEL = 1e-6;

  private final long bytes;
  private final PictureFormat format;
  private long readsLeft = READS_BESIDE_PIXELS;
  private final double leastSeconds;
  private double seconds;
  private ProcessorBudget budget;
  private int reads;

  PictureInput(byte[] content, PictureFormat format) {
    this(content, format, BUDGET_SECONDS);
  }

  /** Allows a time that is not the usual one, beside that of pixels. */
  public PictureInput(byte[] content, PictureFormat format, double leastSeconds) {
    super(new ByteArrayInputStream(content));
    this.bytes = content.length;
    this.format = format;
    this.leastSeconds = leastSeconds;
    this.seconds = leastSeconds;
    this.budget = ProcessorBudget.ofSeconds(seconds);
  }

  /**
   * Allows the reads and the time that a picture of some size may need.
   *
   * @throws DamagedException if the bytes cannot hold one of that size
   */
  void allow(int columns, int rows) throws DamagedException {
    long pixels = (long) columns * rows;
    DamagedException.unless(
        pixels <= bytes * format.mostPixelsOfAByte(),
        Text.format(
            "has %d x %d pixels by its header, which cannot be in %d bytes", columns, rows, bytes));
    readsLeft = READS_BESIDE_PIXELS + READS_OF_A_PIXEL * pixels;
    seconds = leastSeconds + BUDGET_OF_A_PIXEL * pixels;
    budget = ProcessorBudget.ofSeconds(seconds);
  }

  /** Whether the time is over. */
  boolean isOverdue() {
    return budget.isSpent();
  }

  /** Says that the time is over. */
  String overdue() {
    return Text.format(
        "its decoder was still busy after %.0f s of processor time, of which pictures of its size"
            + " need a small part",
        seconds);
  }

  private void look() throws IOException {
    reads++;
    if (reads % READS_BETWEEN_LOOKS == 0 && isOverdue()) {
      throw new IOException(overdue());
    }
  }

  @Override
  public int read() throws IOException {
    look();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    look();
    return super.read(bytes, offset, length);
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
