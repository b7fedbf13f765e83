package org.greedyinfomax.storage;

import java.io.IOException;

/** A file is not the one that was written. The message says how it differs, but not which it is. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1;

  /** Makes the exception. */
  public DamagedFileException(String how) {
    super(how);
  }
}
