package org.greedyinfomax.device;

import java.util.Optional;
import org.greedyinfomax.Text;

/**
 * Decides which backend of ND4J this process computes with. It is the process's, as ND4J's own
 * choice is: whoever computes asks for it first.
 */
public final class Backend {

  private static final Backend OF_PROCESS = new Backend(new Guard(new NativeCuda()));

  private final Guard guard;
  private Optional<Guard.Finding> found = Optional.empty(); // Java tells why only the first time
  private Optional<Device> bound = Optional.empty();

  Backend(Guard guard) {
    this.guard = guard;
  }

  /**
   * Decides what this process computes on, if that is open, or agrees to what was decided.
   *
   * @throws DeviceException if the choice cannot be met, saying why and what to do
   */
  public static Device bind(DeviceChoice choice) {
    return OF_PROCESS.decide(choice);
  }

  /** Returns whether this program was built with ND4J's code for GPUs. */
  public static boolean isBuiltForGpus() {
    return new NativeCuda().isBuiltIn();
  }

  /** Returns whether this process computes on a GPU; it does not before that is decided. */
  static boolean isOnGpu() {
    return OF_PROCESS.isGpu();
  }

  synchronized boolean isGpu() {
    return bound.isPresent() && bound.get().isGpu();
  }

  synchronized Device decide(DeviceChoice choice) {
    if (bound.isEmpty()) {
      bound = Optional.of(open(choice));
    }
    Device device = bound.get();
    if (choice == DeviceChoice.CPU && device.isGpu()) {
      throw new DeviceException(
          "device is cpu, but this process computes on its GPU already: start a process of its own");
    }
    if (choice == DeviceChoice.CUDA && !device.isGpu()) {
      requireUsable(find());
      throw new DeviceException(
          "device is cuda, but this process computes on its CPU already: start a process of its"
              + " own");
    }
    return device;
  }

  private Device open(DeviceChoice choice) {
    if (choice == DeviceChoice.CPU) {
      return Device.cpu("");
    }
    Guard.Finding finding = find();
    if (finding.isUsable()) {
      return Device.gpu(finding.text());
    }
    if (choice == DeviceChoice.CUDA) {
      requireUsable(finding);
    }
    return Device.cpu(finding.text());
  }

  private Guard.Finding find() {
    if (found.isEmpty()) {
      found = Optional.of(guard.find());
    }
    return found.get();
  }

  private static void requireUsable(Guard.Finding finding) {
    if (!finding.isUsable()) {
      throw new DeviceException(
          Text.format(
              "device is cuda, but %s: %s, or set device = auto",
              finding.text(), finding.remedy()));
    }
  }
}
