package org.greedyinfomax.data;

/** From the bytes of a file to what a corpus holds of it. Use one for many files, in one thread. */
public sealed interface ContentConverter permits AudioConverter, PictureConverter {

  /**
   * Converts one file.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be used
   */
  Content convert(byte[] content, String name) throws BadFileException;
}
