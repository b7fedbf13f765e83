package org.greedyinfomax.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/** A file that is an archive. */
public interface ArchiveSource {

  /** Opens the file, to be read from its begin. */
  InputStream stream() throws IOException;

  /** Opens the file, to be read from anywhere. */
  SeekableByteChannel channel() throws IOException;
}
