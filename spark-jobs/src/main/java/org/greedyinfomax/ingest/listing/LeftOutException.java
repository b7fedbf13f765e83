package org.greedyinfomax.ingest.listing;

/** What was opened as a recording or picture holds something else, and is counted as that. */
public final class LeftOutException extends Exception {

  private static final long serialVersionUID = 1;

  private final LeftOutFile file;

  LeftOutException(LeftOutFile file) {
    super(file.path() + " " + file.reason());
    this.file = file;
  }

  /** Returns the file, and what it is counted as. */
  public LeftOutFile file() {
    return file;
  }
}
