package org.greedyinfomax.storage;

import java.io.IOException;
import java.io.Serializable;

/**
 * A value to broadcast, as {@link JavaBytes} whatever serializer a cluster's settings choose. It is
 * rebuilt once in a process, however many tasks ask for it there.
 */
public final class Packed<T extends Serializable> implements Serializable {

  private static final long serialVersionUID = 1;

  private final Class<T> type;
  private final byte[] bytes;
  private transient T value; // null until somebody asks

  private Packed(Class<T> type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Packs a value. */
  public static <T extends Serializable> Packed<T> of(Class<T> type, T value) throws IOException {
    return new Packed<>(type, JavaBytes.of(value));
  }

  /** Returns the value, or rather its copy. */
  public synchronized T value() throws IOException {
    if (value == null) {
      value = JavaBytes.read(bytes, type);
    }
    return value;
  }
}
