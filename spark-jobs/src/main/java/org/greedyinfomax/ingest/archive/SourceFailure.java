package org.greedyinfomax.ingest.archive;

import java.io.IOException;

/**
 * The file that an archive is in cannot be read: its disk or store fails, which says nothing about
 * what the archive holds.
 */
public final class SourceFailure extends IOException {

  private static final long serialVersionUID = 1;

  SourceFailure(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * Throws what is wrong with the file, if that is why reading an archive has failed.
   *
   * @param failure of reading the archive, whose parser may have wrapped the reason
   */
  public static void rethrowFrom(Throwable failure) throws IOException {
    for (Throwable reason = failure; reason != null; reason = reason.getCause()) {
      if (reason instanceof SourceFailure source) {
        throw (IOException) source.getCause();
      }
    }
  }
}
