package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A small file that is there only under a temporary name, because a process was killed after it had
 * deleted the older one and before it had renamed the new one. Local disks and HDFS rename in one
 * step, so that nothing is ever left like this there.
 *
 * @param file that is missing under its own name
 */
record Remains(FileSystem files, Path file) {

  /**
   * Whether a file is read because the one that it was to become is missing.
   *
   * @param name of a file in the directory
   * @param names of all files in the directory
   */
  static boolean isNeeded(FileSystem files, Path directory, String name, Set<String> names)
      throws IOException {
    Optional<String> target = TemporaryName.target(name);
    return target.isPresent()
        && !names.contains(target.get())
        && new Remains(files, new Path(directory, target.get())).content().isPresent();
  }

  /** The newest content that was written whole; empty if there is none. */
  Optional<byte[]> content() throws IOException {
    StoreKind kind = StoreKind.of(files, file);
    if (!kind.mayLeaveTemporary()) {
      return Optional.empty();
    }
    for (FileStatus candidate : newestFirst()) {
      Optional<byte[]> content = read(candidate.getPath());
      // An object is there only if it is whole, also an earlier version's.
      if (content.isPresent()
          && (kind == StoreKind.OBJECT_STORE
              || TemporaryName.isFinished(candidate.getPath().getName(), content.get()))) {
        return content;
      }
    }
    return Optional.empty();
  }

  /** Deletes all there is, so that the file is not found again. */
  void delete() throws IOException {
    if (StoreKind.of(files, file).mayLeaveTemporary()) {
      for (FileStatus candidate : newestFirst()) {
        files.delete(candidate.getPath(), false);
      }
    }
  }

  private List<FileStatus> newestFirst() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(file.getParent())) {
        Optional<String> target = TemporaryName.target(status.getPath().getName());
        if (status.isFile() && target.filter(file.getName()::equals).isPresent()) {
          found.add(status);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of(); // not even a directory
    }
    found.sort(Comparator.comparing(FileStatus::getModificationTime).reversed());
    return found;
  }

  private Optional<byte[]> read(Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty(); // it has got its name just now
    }
  }
}
