package org.greedyinfomax.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Java serialization to bytes and back, between this program's own driver and tasks.
 *
 * <p>Spark would serialize plans and results with Kryo where a cluster's settings say so, and Kryo
 * cannot rebuild records.
 */
public final class JavaBytes {

  private JavaBytes() {}

  /** Serializes a value. */
  public static byte[] of(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  /**
   * Rebuilds a value.
   *
   * @throws IOException if it was serialized by another version of the program
   */
  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return type.cast(in.readObject());
    } catch (ClassNotFoundException e) {
      throw new IOException("driver and executors run different programs", e);
    }
  }
}
