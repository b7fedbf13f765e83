package org.greedyinfomax.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.Lease;

/**
 * The directory of a run and the lease by which this process alone may change it, until it is
 * closed.
 *
 * @param directory of the run
 * @param lease by which it is this process's
 * @param wasThere whether there was a directory before
 */
public record OwnedRun(RunDirectory directory, Lease lease, boolean wasThere) implements Closeable {

  /**
   * Makes a new run.
   *
   * @param application of Spark; empty if there is none
   * @param told what there is to say about a former owner, a sentence at a time
   * @throws IllegalArgumentException if the directory is in use, or is not empty and must not be
   *     overwritten
   */
  public static OwnedRun create(
      Configuration hadoop,
      String path,
      RunDirectory.Existing existing,
      String application,
      Consumer<String> told)
      throws IOException {
    RunDirectory.requireReplaceable(hadoop, path, existing);
    Path root = new Path(path);
    boolean wasThere = root.getFileSystem(hadoop).exists(root);
    Lease lease = Lease.take(hadoop, root, application, told);
    try { // looks again, for one may have had to wait
      return new OwnedRun(RunDirectory.create(hadoop, path, existing), lease, wasThere);
    } catch (IOException | RuntimeException | FSError e) {
      lease.close();
      throw e;
    }
  }

  /**
   * Goes on with a run.
   *
   * @param application of Spark; empty if there is none
   * @param told what there is to say about a former owner, a sentence at a time
   * @throws IllegalArgumentException if it is in use
   */
  public static OwnedRun open(RunDirectory run, String application, Consumer<String> told)
      throws IOException {
    return new OwnedRun(run, Lease.take(run.hadoop(), run.path(), application, told), true);
  }

  /** What makes an empty directory a run. */
  public interface Beginning {
    void write(RunDirectory directory) throws IOException;
  }

  /**
   * Writes what a new run begins with, or leaves nothing of it and closes, so that the same command
   * can be given again.
   *
   * @throws RunStoppedException if it cannot be written
   */
  public void begin(Beginning beginning) {
    try {
      beginning.write(directory);
    } catch (IOException | FSError e) {
      String left = abandon();
      throw new RunStoppedException(
          Text.format(
              "%s%nnothing is saved: remove the cause, then give the same command again%s",
              e.getMessage(), left),
          e);
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** Returns what there is to add about what could not be deleted. */
  private String abandon() {
    try (lease) {
      directory.clear();
    } catch (IOException | FSError e) {
      return Text.format(
          ", after deleting what is left in %s (%s)", directory.path(), e.getMessage());
    }
    try {
      if (!wasThere) {
        lease.deleteDirectoryIfEmpty();
      }
      return "";
    } catch (IOException | FSError e) {
      return ""; // it is empty, and does not stand in the way
    }
  }

  @Override
  public void close() {
    lease.close();
  }
}
