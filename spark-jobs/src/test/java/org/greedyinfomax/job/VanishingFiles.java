package org.greedyinfomax.job;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Local files, of which {@code 3.wav} can be listed but not read. */
public final class VanishingFiles extends LocalFileSystem {

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (path.getName().equals("3.wav")) {
      throw new IOException("it vanished");
    }
    return super.open(path, bufferSize);
  }
}
