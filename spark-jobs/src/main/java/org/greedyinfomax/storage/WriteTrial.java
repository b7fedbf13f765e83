package org.greedyinfomax.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;

/**
 * Tries whether a directory takes what a command will write there at last, before the command
 * begins with its work.
 */
public final class WriteTrial {

  private WriteTrial() {}

  /**
   * Writes, replaces, reads and deletes a small file, and leaves a directory that was missing
   * missing.
   *
   * @throws IOException saying what cannot be done
   */
  public static void require(Configuration hadoop, Path directory) throws IOException {
    try {
      if (StoreKind.of(directory.getFileSystem(hadoop), directory) == StoreKind.OBJECT_STORE) {
        tryFile(hadoop, new Path(directory, Scratch.newName())); // there is no directory to make
      } else {
        try (Scratch scratch = Scratch.in(hadoop, directory)) {
          Path file = new Path(scratch.path(), "trial");
          WholeFile.write(hadoop, file, new byte[0], WholeFile.Keeping.PASSING);
          tryFile(hadoop, file); // which replaces the other
        }
      }
    } catch (IOException e) {
      throw new IOException(Text.format("cannot write to %s: %s", directory, e.getMessage()), e);
    }
  }

  private static void tryFile(Configuration hadoop, Path file) throws IOException {
    byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    WholeFile.write(hadoop, file, content, WholeFile.Keeping.PASSING);
    try {
      if (!Arrays.equals(WholeFile.read(hadoop, file), content)) {
        throw new IOException(Text.format("%s does not hold what was written to it", file));
      }
    } finally {
      file.getFileSystem(hadoop).delete(file, false);
    }
  }
}
