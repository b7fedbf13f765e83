package org.greedyinfomax.job;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;
import org.greedyinfomax.storage.InProcessFileSystem;

/**
 * Local files as {@code ending:/…}: weights do not fit, and from then on folders are unreadable.
 */
public final class EndingDisk extends InProcessFileSystem {

  private static volatile boolean hasEnded;

  /** Nothing has happened yet. */
  public static void mend() {
    hasEnded = false;
  }

  public static boolean hasEnded() {
    return hasEnded;
  }

  @Override
  public URI getUri() {
    return URI.create("ending:///");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (path.getName().contains(".safetensors")) {
      hasEnded = true;
      throw new IOException("No space left on device");
    }
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    if (hasEnded) {
      throw new IOException("Input/output error");
    }
    return super.listStatus(path);
  }

  /** The same for Hadoop's other interface, which renames files. */
  public static final class Context extends DelegateToFileSystem {

    public Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(uri, new EndingDisk(), hadoop, "ending", false);
    }
  }
}
