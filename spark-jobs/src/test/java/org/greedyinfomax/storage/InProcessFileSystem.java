package org.greedyinfomax.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local files, but for how they get their permissions: Hadoop starts {@code chmod} for
 * every file and directory, in which tests would spend a third of their time.
 */
public class InProcessFileSystem extends RawLocalFileSystem {

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    String symbols =
        permission.getUserAction().SYMBOL
            + permission.getGroupAction().SYMBOL
            + permission.getOtherAction().SYMBOL;
    Files.setPosixFilePermissions(
        pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
  }

  /** What {@code core-site.xml} makes of {@code file:/…} in tests. */
  public static final class WithChecksums extends LocalFileSystem {

    /** Called by Hadoop. */
    public WithChecksums() {
      super(new InProcessFileSystem());
    }
  }
}
