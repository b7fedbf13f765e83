package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.greedyinfomax.Text;

/**
 * The two files of a {@link Lease}. The first is never replaced, so that on no file system there is
 * a moment in which its owner could miss it.
 */
final class LeaseFiles {

  private static final String LEASE = "lease.json";
  private static final String RENEWED = "lease.renewed";
  private static final Pattern TEMPORARY =
      Pattern.compile("\\.lease-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  private final Configuration hadoop;
  private final FileSystem files;
  private final Path given;
  private final Path directory;

  LeaseFiles(Configuration hadoop, Path directory) throws IOException {
    FileSystem found = directory.getFileSystem(hadoop);
    this.hadoop = hadoop;
    given = directory;
    this.directory = directory.makeQualified(found.getUri(), found.getWorkingDirectory());
    // Hadoop's checksums for local files lie in a second file, which would be older or newer.
    files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  static boolean isOfLease(String name) {
    return isOfOwner(name) || TEMPORARY.matcher(name).matches();
  }

  /** Whether an owner keeps a file of this name as long as it has the lease. */
  static boolean isOfOwner(String name) {
    return name.equals(LEASE) || name.equals(RENEWED);
  }

  /** The directory, as it was given. */
  Path directory() {
    return given;
  }

  /** The directory, as nobody else's is called. */
  String place() {
    return directory.toString();
  }

  Path lease() {
    return new Path(given, LEASE);
  }

  private Path renewed() {
    return new Path(directory, RENEWED);
  }

  boolean directoryExists() throws IOException {
    return files.exists(directory);
  }

  /** Whether of two processes that create the lease at once one fails, and not the other way. */
  boolean isExclusive() {
    return files instanceof RawLocalFileSystem || "hdfs".equals(files.getUri().getScheme());
  }

  /**
   * Creates the lease, and the directory, whose name has then reached the disk.
   *
   * @return whether there was none
   * @throws IOException naming the file, if it cannot be written
   */
  boolean create(byte[] content) throws IOException {
    OutputStream out;
    try {
      Disk.makeDirectories(hadoop, directory);
      out =
          files instanceof RawLocalFileSystem local // whose create is no single step
              ? Files.newOutputStream(
                  local.pathToFile(lease()).toPath(),
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE)
              : files.create(lease(), false);
    } catch (IOException e) {
      if (files.exists(lease())) {
        return false;
      }
      throw cannotWrite(e);
    }
    try (out) {
      out.write(content);
    } catch (IOException | FSError e) {
      files.delete(lease(), false);
      throw cannotWrite(e);
    }
    return true;
  }

  private IOException cannotWrite(Throwable e) {
    return new IOException(Text.format("cannot write %s: %s", lease(), e.getMessage()), e);
  }

  Optional<byte[]> read() throws IOException {
    return read(lease());
  }

  boolean holds(byte[] content) throws IOException {
    return read().filter(found -> Arrays.equals(found, content)).isPresent();
  }

  private Optional<byte[]> read(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Leaves a sign of work. */
  void renew(long count) throws IOException {
    try (OutputStream out = files.create(renewed(), true)) {
      out.write(Long.toString(count).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Deletes a lease, if it is still this one. */
  void delete(byte[] content) throws IOException {
    if (holds(content)) {
      files.delete(renewed(), false); // first: it is the next owner's from then on
      files.delete(lease(), false);
    }
  }

  /** Takes back a sign of work that was left where the directory had just been deleted. */
  void withdraw() throws IOException {
    if (read().isEmpty()) {
      files.delete(renewed(), false);
      deleteDirectoryIfEmpty();
    }
  }

  void deleteDirectoryIfEmpty() throws IOException {
    if (files.exists(directory) && files.listStatus(directory).length == 0) {
      files.delete(directory, false);
    }
  }

  /** Changes with every sign of work, and with the lease. */
  String sight() throws IOException {
    StringBuilder sight = new StringBuilder();
    for (Path file : new Path[] {lease(), renewed()}) {
      sight.append(read(file).map(WholeFile::sha256).orElse("")).append(modified(file)).append(' ');
    }
    return sight.toString();
  }

  /** When there was a sign of work, in milliseconds by the file system's clock. */
  long lastSign() throws IOException {
    return Math.max(modified(lease()), modified(renewed()));
  }

  private long modified(Path file) throws IOException {
    try {
      return files.getFileStatus(file).getModificationTime();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /** Now, in milliseconds by the file system's clock, which is nobody else's. */
  long now() throws IOException {
    Path file = new Path(directory, ".lease-" + UUID.randomUUID() + ".tmp");
    files.create(file, false).close();
    try {
      FileStatus status = files.getFileStatus(file);
      return status.getModificationTime();
    } finally {
      files.delete(file, false);
    }
  }
}
