package org.greedyinfomax.tensor;

/** The types of numbers in files: little-endian, IEEE 754. */
public enum StorageType {
  /** Half precision: 11 significant bits, up to {@link Half#LARGEST}. */
  FLOAT16(Short.BYTES),
  /** Single precision. */
  FLOAT32(Float.BYTES);

  private final int bytes;

  StorageType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
