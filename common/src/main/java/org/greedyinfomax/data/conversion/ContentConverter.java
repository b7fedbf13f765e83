package org.greedyinfomax.data.conversion;

import java.io.IOException;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.MediaInput;

/** From the bytes of a file to what a corpus holds of it. Use one for many files, in one thread. */
public sealed interface ContentConverter permits AudioConverter, PictureConverter {

  /**
   * Converts one file, as a whole.
   *
   * @param in the file, which whoever has opened it closes
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be used
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  Content convert(MediaInput in, String name) throws IOException, BadFileException;

  /**
   * Converts one file, as a whole.
   *
   * @param content the file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be used
   */
  default Content convert(byte[] content, String name) throws BadFileException {
    try {
      return convert(new BytesInput(content), name);
    } catch (IOException impossible) {
      throw new AssertionError("bytes in memory can be read", impossible);
    }
  }
}
