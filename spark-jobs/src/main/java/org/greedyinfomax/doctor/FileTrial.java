package org.greedyinfomax.doctor;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.WholeFile;

/** Whether every process can read what the driver writes into a directory, and write there. */
final class FileTrial implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String OF_DRIVER = "of-driver";

  private final SerializableConfiguration hadoop;
  private final String directory;
  private final byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

  FileTrial(Configuration hadoop, Path directory) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.directory = directory.toString();
  }

  /** Writes what {@link #problem} looks for, and says what goes wrong; nothing if it is empty. */
  String prepare() {
    try {
      WholeFile.write(
          hadoop.value(), new Path(directory, OF_DRIVER), content, WholeFile.Keeping.PASSING);
      return problem();
    } catch (IOException e) {
      return Text.format("cannot use %s: %s", directory, e.getMessage());
    }
  }

  /** What goes wrong in this process; empty if nothing does. */
  String problem() {
    Path given = new Path(directory, OF_DRIVER);
    Path own = new Path(directory, "of-" + UUID.randomUUID());
    try {
      FileSystem files = own.getFileSystem(hadoop.value());
      if (!files.exists(given)) {
        return Text.format("does not see what the driver wrote to %s", directory);
      }
      if (!Arrays.equals(WholeFile.read(hadoop.value(), given), content)) {
        return Text.format("reads something else than the driver wrote to %s", given);
      }
      WholeFile.write(hadoop.value(), own, content, WholeFile.Keeping.PASSING);
      if (!Arrays.equals(WholeFile.read(hadoop.value(), own), content)) {
        return Text.format("reads something else than it wrote to %s", own);
      }
      return files.delete(own, false) && !files.exists(own) ? "" : "cannot delete " + own;
    } catch (IOException e) {
      return Text.format("cannot use %s: %s", directory, e.getMessage());
    }
  }
}
