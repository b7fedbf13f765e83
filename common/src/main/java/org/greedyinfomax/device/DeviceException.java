package org.greedyinfomax.device;

/**
 * Thrown where a device that was asked for cannot be used. The message says why, and what to do.
 */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DeviceException(String message) {
    super(message);
  }
}
