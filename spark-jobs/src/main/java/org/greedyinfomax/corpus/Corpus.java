package org.greedyinfomax.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.Location;

/**
 * A corpus to read from, on the driver or in a task: it may be captured by a Spark closure or
 * broadcast.
 *
 * <p>A row's number, its id, is not stored: it follows from the rows of the shards before.
 */
public final class Corpus implements Serializable {

  private static final long serialVersionUID = 1;

  private final SerializableConfiguration hadoop;
  private final String path;
  private final CorpusManifest manifest;

  private Corpus(Configuration hadoop, String path, CorpusManifest manifest) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.path = path;
    this.manifest = manifest;
  }

  /**
   * Opens a corpus by reading its manifest.
   *
   * @param path of the directory, on any file system that Hadoop knows
   * @throws IllegalArgumentException if it is no corpus, or its manifest is damaged
   */
  public static Corpus open(Configuration hadoop, String path) throws IOException {
    Path whole = Location.whole(hadoop, path); // a recipe may name it
    return new Corpus(hadoop, whole.toString(), ManifestFile.read(hadoop, whole));
  }

  /** Tells whether a directory is a corpus, damaged or not. */
  public static boolean exists(Configuration hadoop, String path) throws IOException {
    return ManifestFile.exists(hadoop, new Path(path));
  }

  /** Returns the directory, as it was given. */
  public String path() {
    return path;
  }

  /** Returns what is in the corpus. */
  public CorpusManifest manifest() {
    return manifest;
  }

  /**
   * Returns what the recordings have in common.
   *
   * @throws IllegalArgumentException if the corpus holds pictures
   */
  public AudioContents audio() {
    Check.argument(
        manifest.contents() instanceof AudioContents,
        "the corpus %s holds images, but recordings are needed: name a corpus of recordings",
        path);
    return (AudioContents) manifest.contents();
  }

  /**
   * Returns what only pictures have.
   *
   * @throws IllegalArgumentException if the corpus holds recordings
   */
  public ImageContents images() {
    Check.argument(
        manifest.contents() instanceof ImageContents,
        "the corpus %s holds recordings, but images are needed: name a corpus of images",
        path);
    return (ImageContents) manifest.contents();
  }

  /** Returns all row groups, in the order of their rows. */
  public List<RowGroup> rowGroups() {
    List<RowGroup> groups = new ArrayList<>();
    long firstRow = 0;
    for (int shard = 0; shard < manifest.shards().size(); shard++) {
      List<Integer> rows = manifest.shards().get(shard).rowGroupRows();
      for (int group = 0; group < rows.size(); group++) {
        groups.add(new RowGroup(shard, group, firstRow, rows.get(group)));
        firstRow += rows.get(group);
      }
    }
    return groups;
  }

  /**
   * Reads the rows of one row group, labels included.
   *
   * @throws IOException if the shard is missing, damaged, or not what the manifest says
   */
  public List<CorpusRow> read(RowGroup group) throws IOException {
    try (RowGroupReader reader = openShard(group.shard())) {
      return reader.read(group);
    }
  }

  /**
   * Reads the names and labels of one row group, and skips its contents.
   *
   * @throws IOException if the shard is missing, damaged, or not what the manifest says
   */
  public List<RowLabels> readLabels(RowGroup group) throws IOException {
    try (RowGroupReader reader = openShard(group.shard())) {
      return reader.readLabels(group);
    }
  }

  /**
   * Reads how many samples the recordings of a row group have, and nothing else.
   *
   * @throws IOException if the shard is missing, damaged, or not what the manifest says
   */
  public List<Integer> readLengths(RowGroup group) throws IOException {
    try (RowGroupReader reader = openShard(group.shard())) {
      return reader.readLengths(group);
    }
  }

  /**
   * Opens a shard, to read several of its row groups.
   *
   * @param shard its place in the manifest
   * @throws IOException if the shard is missing, damaged, or not what the manifest says
   */
  public RowGroupReader openShard(int shard) throws IOException {
    Shard entry = manifest.shards().get(shard);
    return new RowGroupReader(hadoop.value(), file(entry), entry, manifest);
  }

  /**
   * Reads every shard whole and compares size and checksum with the manifest.
   *
   * @throws IOException naming the first shard that is missing or differs
   */
  public void verify() throws IOException {
    for (Shard shard : manifest.shards()) {
      Path file = file(shard);
      DigestingOutputStream digest = new DigestingOutputStream(OutputStream.nullOutputStream());
      try (InputStream in = file.getFileSystem(hadoop.value()).open(file)) {
        in.transferTo(digest);
      }
      if (digest.getPos() != shard.bytes() || !digest.sha256().equals(shard.sha256())) {
        throw new IOException(
            Text.format(
                "%s is not the file that was ingested: it has %d bytes and SHA-256 %s, but the manifest says %d and %s; restore it, or ingest the files again",
                file, digest.getPos(), digest.sha256(), shard.bytes(), shard.sha256()));
      }
    }
  }

  private Path file(Shard shard) {
    return new Path(path, shard.file());
  }
}
