package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All files below a directory, of which only those are ever deleted that the program can name as
 * its own: whoever deletes says which they are, and whatever else is there can be told to the user.
 *
 * <p>Names are relative to the directory, with slashes. A folder that is not entered, because none
 * of the program's files can be in it, stands for all that is in it, with a slash after its name.
 * The directory itself may be a symbolic link, which stays; a link below it is never one of the
 * program's files, and never followed. Checksums that Hadoop keeps beside a local file belong to
 * that file.
 */
public final class Inventory {

  private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

  private final FileSystem files;
  private final Path root;
  private final Map<String, FileStatus> found = new TreeMap<>();
  private final Set<String> links = new TreeSet<>();

  private Inventory(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** Lists a directory with all that is below; nothing if there is none. */
  public static Inventory of(Configuration hadoop, Path directory) throws IOException {
    return of(hadoop, directory, folder -> true);
  }

  /**
   * Lists a directory; nothing if there is none.
   *
   * @param isEntered whether the program's files may be in a folder of a name
   */
  public static Inventory of(Configuration hadoop, Path directory, Predicate<String> isEntered)
      throws IOException {
    FileSystem seen = directory.getFileSystem(hadoop);
    // Hadoop's local files hide what it keeps checksums in.
    FileSystem files = seen instanceof LocalFileSystem local ? local.getRawFileSystem() : seen;
    Inventory inventory = new Inventory(files, directory);
    inventory.add(directory, "", isEntered);
    return inventory;
  }

  private void add(Path directory, String prefix, Predicate<String> isEntered) throws IOException {
    for (FileStatus status : list(directory)) {
      String name = prefix + status.getPath().getName();
      if (isLink(status.getPath())) {
        links.add(name);
        found.put(name, status);
      } else if (status.isDirectory() && isEntered.test(name)) {
        add(status.getPath(), name + "/", isEntered);
      } else if (status.isDirectory()) {
        found.put(name + "/", status);
      } else {
        found.put(name, status);
      }
    }
  }

  private FileStatus[] list(Path directory) throws IOException {
    try {
      return files.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0]; // there is none, or somebody has deleted it just now
    }
  }

  private boolean isLink(Path path) {
    return files instanceof RawLocalFileSystem local
        && Files.isSymbolicLink(local.pathToFile(path).toPath());
  }

  /** Whether there is nothing in the folders that were entered. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Names of all files in the folders that were entered, but Hadoop's checksums, sorted. */
  public List<String> names() {
    return found.keySet().stream()
        .filter(name -> !name.endsWith("/") && !isChecksum(name))
        .toList();
  }

  /** Length of a file; 0 if it is not there. */
  public long bytes(String name) {
    return found.containsKey(name) ? found.get(name).getLen() : 0;
  }

  /** Length of all files together. */
  public long bytes() {
    return found.values().stream().mapToLong(FileStatus::getLen).sum();
  }

  /** When the newest file was modified; empty if there is none. */
  public Optional<Instant> modified() {
    return found.values().stream()
        .map(status -> Instant.ofEpochMilli(status.getModificationTime()))
        .max(Comparator.naturalOrder());
  }

  /**
   * The first name, in their order, that is not one of the program's own files.
   *
   * @param isOurs whether a name is of one
   */
  public Optional<String> foreign(Predicate<String> isOurs) {
    return found.keySet().stream().filter(name -> !isOurs(name, isOurs)).findFirst();
  }

  /**
   * The first of some names that is there and is not one of the program's own files, but another
   * file, a folder or a link.
   *
   * @param isOurs whether a name is of one
   */
  public Optional<String> foreign(Set<String> names, Predicate<String> isOurs) {
    return found.keySet().stream()
        .filter(name -> names.contains(name.endsWith("/") ? withoutSlash(name) : name))
        .filter(name -> !isOurs(name, isOurs))
        .findFirst();
  }

  private static String withoutSlash(String folder) {
    return folder.substring(0, folder.length() - 1);
  }

  private boolean isOurs(String name, Predicate<String> isOurs) {
    return !links.contains(name)
        && !name.endsWith("/")
        && (isOurs.test(name) || (isChecksum(name) && isOurs.test(checked(name))));
  }

  private boolean isChecksum(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return files instanceof RawLocalFileSystem && last.startsWith(".") && last.endsWith(".crc");
  }

  /** The file that a checksum is of. */
  private static String checked(String name) {
    int begin = name.lastIndexOf('/') + 1;
    return name.substring(0, begin) + name.substring(begin + 1, name.length() - ".crc".length());
  }

  /**
   * Deletes some files, and the folders below the directory that are empty afterwards.
   *
   * @param isOurs whether a name is of a file to delete
   */
  public void delete(Predicate<String> isOurs) throws IOException {
    Set<String> folders = new TreeSet<>(Comparator.reverseOrder()); // what is inside comes first
    for (String name : List.copyOf(found.keySet())) {
      if (isOurs(name, isOurs)) {
        files.delete(new Path(root, name), false);
        found.remove(name);
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
          folders.add(name.substring(0, end));
        }
      }
    }
    for (String folder : folders) {
      deleteIfEmpty(new Path(root, folder));
    }
  }

  /** Deletes the directory itself if nothing is in it; a symbolic link to one stays. */
  public void deleteEmptyDirectory() throws IOException {
    List<Path> folders = new ArrayList<>();
    addFolders(root, folders);
    if (found.isEmpty() && !isLink(root) && files.exists(root)) {
      for (Path folder : folders) {
        deleteIfEmpty(folder);
      }
      deleteIfEmpty(root);
    }
  }

  private void addFolders(Path directory, List<Path> folders) throws IOException {
    for (FileStatus status : list(directory)) {
      if (status.isDirectory() && !isLink(status.getPath())) {
        addFolders(status.getPath(), folders);
        folders.add(status.getPath());
      }
    }
  }

  private void deleteIfEmpty(Path folder) throws IOException {
    if (StoreKind.of(files, folder) == StoreKind.OBJECT_STORE) {
      deleteMarker(folder);
    } else if (files.exists(folder) && list(folder).length == 0) {
      files.delete(folder, false);
    }
  }

  /**
   * The store looks by itself whether something is left in a folder, and refuses to delete it then,
   * each by an exception of its own.
   */
  private void deleteMarker(Path folder) throws IOException {
    try {
      files.delete(folder, false);
    } catch (IOException e) {
      if (list(folder).length == 0) {
        throw e;
      }
      LOG.debug("{} stays", folder, e);
    }
  }
}
