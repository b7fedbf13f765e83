package org.greedyinfomax.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory of a few kilobytes, where this process may mount one. */
final class SmallDisk implements AutoCloseable {

  private static final int ROOM_KILOBYTES = 100_000;

  private final Path path;
  private boolean isMounted;

  SmallDisk(Path path) {
    this.path = path;
  }

  /** Mounts it; returns false where that is not allowed. */
  boolean mount(int kilobytes) throws IOException, InterruptedException {
    Files.createDirectories(path);
    isMounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", path.toString());
    return isMounted;
  }

  boolean isMounted() {
    return isMounted;
  }

  Path path() {
    return path;
  }

  /** Gives it room. */
  void grow() throws IOException, InterruptedException {
    if (isMounted) {
      String size = "remount,size=" + ROOM_KILOBYTES + "k";
      if (!succeeds("mount", "-o", size, path.toString())) {
        throw new IOException("cannot make " + path + " larger");
      }
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (isMounted && !succeeds("umount", path.toString())) {
      throw new IOException("cannot unmount " + path);
    }
    isMounted = false;
  }
}
