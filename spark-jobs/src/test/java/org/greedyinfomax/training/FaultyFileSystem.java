package org.greedyinfomax.training;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.greedyinfomax.storage.InProcessFileSystem;

/**
 * Local files as {@code faulty:/…}, on which something happens before or after an operation. Like
 * on HDFS, a file is replaced by a rename in one step.
 */
public final class FaultyFileSystem extends InProcessFileSystem {

  /** Settings that let Spark know it. */
  public static String[] sparkSettings() {
    return new String[] {
      "spark.hadoop.fs.faulty.impl", FaultyFileSystem.class.getName(),
      "spark.hadoop.fs.AbstractFileSystem.faulty.impl", Context.class.getName()
    };
  }

  /** What is done to files. */
  public enum Operation {
    OPEN,
    CREATE,
    WRITE,
    CLOSE,
    RENAME,
    DELETE
  }

  /** What happens. */
  public interface Fault {

    /** Before an operation, which does not take place if this throws. */
    default void before(Operation operation, java.nio.file.Path file) throws IOException {}

    /** After an operation. */
    default void after(Operation operation, java.nio.file.Path file) throws IOException {}
  }

  private static volatile Fault fault = new Killing();

  /** From now on this happens in this process. */
  public static void happens(Fault next) {
    fault = next;
  }

  /** From now on nothing happens. */
  public static void heal() {
    fault = new Fault() {};
  }

  public static String path(java.nio.file.Path local) {
    return "faulty:" + local;
  }

  /** Settings for those who have no Spark. */
  public static Configuration settings() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    hadoop.set("fs.AbstractFileSystem.faulty.impl", Context.class.getName());
    return hadoop;
  }

  /** Throws what Hadoop does where a disk is full: {@code FSError}, which others cannot make. */
  public static void failAsOnAFullDisk() throws IOException {
    FileSystem local = new RawLocalFileSystem();
    local.initialize(URI.create("file:///"), new Configuration());
    try (OutputStream out = local.append(new Path("/dev/full"))) {
      out.write(1);
      out.flush();
    }
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  private java.nio.file.Path local(Path path) {
    return pathToFile(path).toPath();
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    fault.before(Operation.OPEN, local(path));
    FSDataInputStream in = super.open(path, bufferSize);
    fault.after(Operation.OPEN, local(path));
    return in;
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
    fault.before(Operation.CREATE, local(path));
    OutputStream out = super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new FaultyStream(out, local(path)), null);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    fault.before(Operation.DELETE, local(path));
    boolean deleted = super.delete(path, recursive);
    fault.after(Operation.DELETE, local(path));
    return deleted;
  }

  @Override
  @SuppressWarnings("deprecation") // what FileContext calls
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    fault.before(Operation.RENAME, local(to));
    Files.move(
        local(from),
        local(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    fault.after(Operation.RENAME, local(to));
  }

  private static final class FaultyStream extends OutputStream {

    private final OutputStream out;
    private final java.nio.file.Path file;

    FaultyStream(OutputStream out, java.nio.file.Path file) {
      this.out = out;
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      fault.before(Operation.WRITE, file);
      out.write(bytes, offset, length);
      fault.after(Operation.WRITE, file);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      fault.before(Operation.CLOSE, file);
      out.close();
      fault.after(Operation.CLOSE, file);
    }
  }

  /** The same for Hadoop's other interface, which renames files. */
  public static final class Context extends DelegateToFileSystem {

    public Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(uri, new FaultyFileSystem(), hadoop, "faulty", false);
    }
  }
}
