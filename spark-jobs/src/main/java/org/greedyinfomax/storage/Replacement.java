package org.greedyinfomax.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.greedyinfomax.storage.WholeFile.Keeping;

/**
 * How a small file takes the place of an older one, so that readers see the one or the other: by a
 * rename from a temporary name or, on an object store, by being written in place.
 *
 * @param file whole path of the file
 */
record Replacement(Configuration hadoop, FileSystem files, Path file) {

  /** Writes the file. What is left of one that cannot be written is deleted. */
  void write(byte[] content, Keeping keeping) throws IOException {
    Path temporary = new Path(file.getParent(), TemporaryName.of(file.getName(), content));
    switch (StoreKind.of(files, file)) {
      case LOCAL -> {
        LocalFileSystem local = (LocalFileSystem) files;
        move(
            local.pathToFile(file).toPath(),
            local.pathToFile(temporary).toPath(),
            content,
            keeping);
      }
      case HDFS, OTHER -> renameFrom(temporary, content, keeping);
      case OBJECT_STORE -> put(content);
    }
  }

  /**
   * Writes in place, by a single request after those that look for a directory of the name, which
   * newer versions of S3A leave out if they are asked to.
   */
  private void put(byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> creation = files.createFile(file);
    creation.overwrite(true).recursive().opt("fs.s3a.create.performance", true);
    FSDataOutputStream out = creation.build();
    try {
      out.write(content);
    } catch (IOException | RuntimeException | Error e) {
      // To close it would be to send what there is of it.
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
  }

  private void renameFrom(Path temporary, byte[] content, Keeping keeping) throws IOException {
    try {
      try (FSDataOutputStream out = files.create(temporary, false)) {
        out.write(content);
        if (keeping == Keeping.DURABLE) {
          Disk.sync(out);
        }
      }
      rename(temporary);
    } catch (IOException e) {
      deleteAfter(e, () -> files.delete(temporary, false));
      throw e;
    }
  }

  private void rename(Path temporary) throws IOException {
    String scheme = file.toUri().getScheme();
    if (files instanceof DistributedFileSystem hdfs) {
      hdfs.rename(temporary, file, Options.Rename.OVERWRITE);
    } else if (Optional.ofNullable(hadoop.get("fs.AbstractFileSystem." + scheme + ".impl"))
        .isPresent()) {
      FileContext.getFileContext(file.toUri(), hadoop)
          .rename(temporary, file, Options.Rename.OVERWRITE);
    } else {
      new Overwriting(files).replace(temporary, file);
    }
  }

  /** Renames over an older file on a file system that only Hadoop's older interface knows. */
  private static final class Overwriting extends FilterFileSystem {

    Overwriting(FileSystem files) {
      super(files);
    }

    @SuppressWarnings("deprecation") // the only one that overwrites
    void replace(Path from, Path to) throws IOException {
      rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  /**
   * Hadoop would delete the older file first, and its checksums lie in a second file: between the
   * two steps there would be no file, or one with the checksums of another.
   */
  private static void move(
      java.nio.file.Path file, java.nio.file.Path temporary, byte[] content, Keeping keeping)
      throws IOException {
    Disk.makeDirectories(file.getParent());
    try {
      try (FileChannel channel = Disk.createNew(temporary)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        if (keeping == Keeping.DURABLE) {
          channel.force(true);
        }
      }
      Files.deleteIfExists(Disk.checksumsOf(file));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteAfter(e, () -> Files.deleteIfExists(temporary));
      throw e;
    }
    if (keeping == Keeping.DURABLE) {
      Disk.forceDirectory(file.getParent());
    }
  }

  /** Something that deletes a file. */
  private interface Deletion {

    boolean run() throws IOException;
  }

  private static void deleteAfter(IOException problem, Deletion deletion) {
    try {
      deletion.run();
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }
}
