package org.greedyinfomax.fuzz;

/** A kind of file, a valid one of it, and what reads it. */
final class FuzzTarget {

  private final String name;
  private final byte[] original;
  private final String file;
  private final Promise promise;
  private final Reader reader;

  /**
   * Makes a target.
   *
   * @param name of the kind
   * @param original a valid file's bytes
   * @param file what messages call the file
   * @param promise of the reader
   * @param reader the program's own
   */
  FuzzTarget(String name, byte[] original, String file, Promise promise, Reader reader) {
    this.name = name;
    this.original = original;
    this.file = file;
    this.promise = promise;
    this.reader = reader;
  }

  /** What comes of a file that was changed, if it is not refused. */
  enum Promise {
    /** What comes of the original: the file is under a checksum. */
    THE_SAME,
    /** Some valid value: nobody vouches for the file. */
    SOMETHING_VALID
  }

  /** Reads a file. */
  interface Reader {

    /**
     * Reads bytes as the program reads a file of them.
     *
     * @return what is to be compared with what came of the original
     */
    Object read(byte[] content) throws Exception;
  }

  String name() {
    return name;
  }

  byte[] original() {
    return original;
  }

  String file() {
    return file;
  }

  Promise promise() {
    return promise;
  }

  Reader reader() {
    return reader;
  }
}
