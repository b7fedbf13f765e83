package org.greedyinfomax.data;

/**
 * Bytes in memory.
 *
 * <p>Not a copy: whoever made it must not change the array.
 */
public final class BytesInput implements MediaInput {

  private final byte[] bytes;

  /** Takes the bytes, which it shares with the caller. */
  public BytesInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int count) {
    if (position >= bytes.length) {
      return -1;
    }
    int read = (int) Math.min(count, bytes.length - position);
    System.arraycopy(bytes, (int) position, buffer, offset, read);
    return read;
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
