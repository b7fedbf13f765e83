package org.greedyinfomax.storage;

import java.io.IOException;

/** A directory is gone, or another process has taken it over: nothing may be written there. */
public final class LeaseLostException extends IOException {

  private static final long serialVersionUID = 1;

  LeaseLostException(String message) {
    super(message);
  }
}
