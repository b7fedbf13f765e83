package org.greedyinfomax.device;

import java.io.Serializable;
import org.greedyinfomax.Text;

/**
 * The device that a process computes on.
 *
 * @param isGpu whether it is a GPU
 * @param name of the GPU, or {@code CPU}
 * @param reason why it is not a GPU, or empty
 */
public record Device(boolean isGpu, String name, String reason) implements Serializable {

  /** Returns a GPU of that name. */
  public static Device gpu(String name) {
    return new Device(true, name, "");
  }

  /** Returns the CPU, for a reason or, if it is empty, by choice. */
  public static Device cpu(String reason) {
    return new Device(false, "CPU", reason);
  }

  /** In one line, for people. */
  @Override
  public String toString() {
    return reason.isEmpty() ? name : Text.format("%s, because %s", name, reason);
  }
}
