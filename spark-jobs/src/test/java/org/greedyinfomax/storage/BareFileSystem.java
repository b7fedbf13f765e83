package org.greedyinfomax.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;

/**
 * Local files as {@code bare:/…}, which Hadoop's newer interface does not know, like those of many
 * stores, and which are replaced in two steps. A process may be killed before any step.
 */
public final class BareFileSystem extends InProcessFileSystem {

  private static volatile int stepsLeft = Integer.MAX_VALUE;

  /** Settings that let Hadoop know it. */
  public static Configuration settings() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.bare.impl", BareFileSystem.class.getName());
    return hadoop;
  }

  /** After so many steps that change something none is taken any more. */
  static void dieAfter(int steps) {
    stepsLeft = steps;
  }

  static void live() {
    stepsLeft = Integer.MAX_VALUE;
  }

  private static synchronized void step() throws IOException {
    if (stepsLeft == 0) {
      throw new IOException("killed");
    }
    stepsLeft--;
  }

  @Override
  public URI getUri() {
    return URI.create("bare:///");
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
    step();
    FSDataOutputStream out =
        super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(out, null) {
      @Override
      public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int half = length / 2;
        super.write(bytes, offset, half);
        step();
        super.write(bytes, offset + half, length - half);
      }
    };
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    step();
    return super.delete(path, recursive);
  }
}
