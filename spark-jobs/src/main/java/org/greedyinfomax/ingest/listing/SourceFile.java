package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.ingest.archive.ArchiveSource;

/**
 * A file that may be a recording or a picture, a member of an archive, or a row of a table.
 *
 * @param path the whole of it; of a file on a local disk {@code file:} and the absolute path; of a
 *     member that of its archive
 * @param relativePath below the input that it was found under; of a member {@code ARCHIVE!MEMBER};
 *     for a row of a table, its key
 * @param bytes its size
 * @param place in an archive
 */
public record SourceFile(String path, String relativePath, long bytes, ArchivePlace place)
    implements Serializable {

  /** So many bytes an array can have. */
  static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final String LOCAL = "file:";

  /** Makes what is no member of an archive. */
  public SourceFile(String path, String relativePath, long bytes) {
    this(path, relativePath, bytes, ArchivePlace.NONE);
  }

  /** Makes a file on a local disk. */
  static SourceFile local(java.nio.file.Path file, String relativePath, long bytes) {
    return new SourceFile(LOCAL + file, relativePath, bytes);
  }

  /**
   * Opens the file, to be read from any place on.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  public MediaInput open(Configuration hadoop) throws IOException, BadFileException {
    return FileInput.open(this, hadoop);
  }

  /**
   * Tells what the file holds by its first bytes.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  Optional<MediaType> type(Configuration hadoop) throws IOException, BadFileException {
    try (MediaInput in = open(hadoop)) {
      return in.type();
    }
  }

  /** Whether it lies on a local disk. */
  boolean isLocal() {
    return path.startsWith(LOCAL);
  }

  /** Returns where on a local disk it lies. */
  java.nio.file.Path localPath() {
    return java.nio.file.Path.of(path.substring(LOCAL.length()));
  }

  /** Returns the file as an archive. */
  ArchiveSource archive(Configuration hadoop) {
    return new ArchiveSource() {
      @Override
      public InputStream stream() throws IOException {
        return isLocal() ? Files.newInputStream(localPath()) : remote(hadoop);
      }

      @Override
      public SeekableByteChannel channel() throws IOException {
        return isLocal()
            ? Files.newByteChannel(localPath())
            : new HadoopChannel(remote(hadoop), bytes);
      }
    };
  }

  private FSDataInputStream remote(Configuration hadoop) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(hadoop).open(file);
  }

  /**
   * Makes a member of this archive.
   *
   * @param bytesOfMember its size
   */
  SourceFile member(ArchivePlace inArchive, long bytesOfMember) {
    return new SourceFile(
        path, ArchivePlace.path(relativePath, inArchive.member()), bytesOfMember, inArchive);
  }

  /** Whether it is a member of an archive. */
  public boolean isMember() {
    return !place.equals(ArchivePlace.NONE);
  }

  /** Returns the path below the input, as if archives were folders that are the input. */
  public String pathInside() {
    return isMember() ? place.member() : relativePath;
  }

  /** Returns the path of what is a file by itself: this one's, or that of its archive. */
  public String pathOfFile() {
    return isMember()
        ? relativePath.substring(0, relativePath.length() - place.member().length() - 1)
        : relativePath;
  }

  /** Returns what tells it from the files of all inputs. */
  public String wholePath() {
    return isMember() ? ArchivePlace.path(path, place.member()) : path;
  }

  /** Returns the path inside without the extension, if that is one of a known format. */
  public String stem() {
    return isMember() ? place.stem() : MediaType.withoutExtension(relativePath);
  }

  /** Returns what {@link #stem} leaves out, with its dot; empty if that is nothing. */
  public String extension() {
    return pathInside().substring(stem().length());
  }

  /** Returns the file's name without folders and extension. */
  public String name() {
    return stem().substring(stem().lastIndexOf('/') + 1);
  }
}
