package org.greedyinfomax.activation;

import java.io.IOException;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.InProcessFileSystem;

/** Local files, of which those in {@code activations/} outlive those who would delete them. */
public final class KeptActivations extends LocalFileSystem {

  public KeptActivations() {
    super(new Raw());
  }

  private static final class Raw extends InProcessFileSystem {

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      return path.toUri().getPath().contains("/activations") || super.delete(path, recursive);
    }
  }
}
