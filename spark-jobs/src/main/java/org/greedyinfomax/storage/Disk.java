package org.greedyinfomax.storage;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.greedyinfomax.Text;

/**
 * Has files reach the disk before anything names them, so that a power cut takes nothing away that
 * a manifest names.
 *
 * <p>On a local file system files and the directories that they are entered in are forced; on HDFS
 * blocks are synced, and the name node keeps a journal of names; an object store has a file when it
 * is closed.
 */
public final class Disk {

  private static final int BUFFER = 1 << 16;

  private Disk() {}

  /**
   * Creates a file of data that a manifest will name, in place of an older one or of a symbolic
   * link, which is not followed. When it is closed it has reached the disk. Folders above it are
   * made as they are needed. On a local file system it has no checksum file: its manifest has a
   * checksum of it.
   */
  public static OutputStream create(FileSystem files, org.apache.hadoop.fs.Path path)
      throws IOException {
    if (files instanceof LocalFileSystem local) {
      Path file = local.pathToFile(path).toPath();
      makeDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(checksumsOf(file));
      Files.deleteIfExists(file);
      FileChannel channel = createNew(file);
      return new Synced(
          new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER),
          () -> channel.force(true),
          () -> forceDirectory(file.toAbsolutePath().getParent()));
    }
    FSDataOutputStream out = createElsewhere(files, path);
    return new Synced(out, () -> sync(out), () -> {});
  }

  /** On HDFS a block is forced as soon as it is full: syncing a file forces its last one only. */
  private static FSDataOutputStream createElsewhere(
      FileSystem files, org.apache.hadoop.fs.Path path) throws IOException {
    if (!(files instanceof DistributedFileSystem)) {
      return files.create(path, true);
    }
    return files.create(
        path,
        FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(files.getConf())),
        EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE, CreateFlag.SYNC_BLOCK),
        BUFFER,
        files.getDefaultReplication(path),
        files.getDefaultBlockSize(path),
        null);
  }

  /** Has what was written to a stream reach the disk, where the file system can do that. */
  static void sync(FSDataOutputStream out) throws IOException {
    if (out.hasCapability(StreamCapabilities.HSYNC)) {
      out.hsync();
    }
  }

  /**
   * Makes a directory, and those above it that are missing. An object store needs none, and who may
   * write below a prefix may often not look above it, as making one would.
   *
   * @throws IOException naming a directory that cannot be made
   */
  public static void makeDirectories(Configuration hadoop, org.apache.hadoop.fs.Path directory)
      throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    if (files instanceof LocalFileSystem local) {
      makeDirectories(local.pathToFile(directory).toPath().toAbsolutePath());
    } else if (StoreKind.of(files, directory) != StoreKind.OBJECT_STORE) {
      if (!files.mkdirs(directory)) {
        throw new IOException(Text.format("the directory %s cannot be made", directory));
      }
    }
  }

  /** The same on a local file system; a symbolic link to a directory is one. */
  static void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.getParent();
    makeDirectories(above);
    try {
      Files.createDirectories(directory); // or somebody else does in the same moment
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(
          directory.toString(), null, "there is a file where a directory is to be made");
    }
    forceDirectory(above);
  }

  /**
   * Has a file reach the disk that another program has written in this place, where that can be
   * done afterwards: on a local file system.
   */
  public static void force(FileSystem files, org.apache.hadoop.fs.Path path) throws IOException {
    if (files instanceof LocalFileSystem local) {
      Path file = local.pathToFile(path).toPath().toAbsolutePath();
      forceFile(file);
      if (Files.exists(checksumsOf(file))) {
        forceFile(checksumsOf(file)); // without it the file would seem damaged
      }
      forceDirectory(file.getParent());
    }
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Opens a file that must not be there yet, not even as a symbolic link to nowhere. */
  static FileChannel createNew(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Has what was made and deleted in a directory reach the disk, where that needs to be said. */
  public static void forceDirectory(FileSystem files, org.apache.hadoop.fs.Path directory)
      throws IOException {
    if (files instanceof LocalFileSystem local) {
      forceDirectory(local.pathToFile(directory).toPath());
    }
  }

  /** Has the names in a directory reach the disk. Windows has no such call, and needs none. */
  static void forceDirectory(Path directory) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Where Hadoop keeps checksums of a local file. */
  static Path checksumsOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  /** Something that is done to files. */
  private interface Step {

    void run() throws IOException;
  }

  /** A stream that has reached the disk when it is closed. */
  private static final class Synced extends OutputStream {

    private final OutputStream out;
    private final Step beforeClosing;
    private final Step afterClosing;
    private boolean isClosed;

    Synced(OutputStream out, Step beforeClosing, Step afterClosing) {
      this.out = out;
      this.beforeClosing = beforeClosing;
      this.afterClosing = afterClosing;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (isClosed) {
        return;
      }
      isClosed = true;
      try (OutputStream closing = out) {
        closing.flush();
        beforeClosing.run();
      }
      afterClosing.run();
    }
  }
}
