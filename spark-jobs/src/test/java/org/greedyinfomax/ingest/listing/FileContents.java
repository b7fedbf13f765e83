package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/** Whole files. */
final class FileContents {

  private FileContents() {}

  static byte[] of(SourceFile file, Configuration hadoop) throws IOException, BadFileException {
    try (MediaInput in = file.open(hadoop)) {
      return in.readAll(file.relativePath());
    }
  }
}
