package org.greedyinfomax.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.WholeFile;

/**
 * A directory that becomes a corpus when it is {@linkplain #commit committed}, and is left as it
 * was found when it is {@linkplain #discard discarded}.
 *
 * <p>An older corpus in the same place remains readable until the commit.
 */
public final class CorpusDirectory {

  private static final String REJECTED = "rejected.tsv";

  private final Configuration hadoop;
  private final FileSystem files;
  private final Path directory;
  private final boolean existed;
  private final Set<String> before;
  private boolean isCommitted;

  private CorpusDirectory(Configuration hadoop, Path directory, boolean existed, Set<String> before)
      throws IOException {
    this.hadoop = hadoop;
    this.files = directory.getFileSystem(hadoop);
    this.directory = directory;
    this.existed = existed;
    this.before = before;
  }

  /** What may be in the directory already. */
  public enum Existing {
    /** Nothing. */
    REFUSE,
    /** A corpus, or the shards of one that was never finished. */
    REPLACE
  }

  /**
   * What killed processes have left in the directory of a corpus: shards that its manifest does not
   * name, and small files that were not finished. A process that ingests into it needs them, from
   * its first shard to its last: so each shard counts as modified when the newest was.
   *
   * @throws IllegalArgumentException if there is no corpus, or its manifest is damaged
   */
  public static List<Leftover> leftovers(Configuration hadoop, String path) throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    // Listed before the manifest is read: a shard that is committed between the two is named by it.
    List<Leftover> shards = Leftover.in(files, directory, (name, names) -> isShard(name));
    Set<String> named = shardsOf(ManifestFile.read(hadoop, directory));
    List<Leftover> unnamed =
        shards.stream().filter(shard -> !named.contains(shard.path().getName())).toList();
    List<Leftover> found =
        Leftover.in(files, directory, (name, names) -> WholeFile.isTemporary(name));
    unnamed.forEach(shard -> found.add(shard.asNewAs(unnamed)));
    return found;
  }

  private static Set<String> shardsOf(CorpusManifest manifest) {
    return manifest.shards().stream().map(Shard::file).collect(Collectors.toSet());
  }

  /**
   * Takes a directory, and creates it if it is missing.
   *
   * @throws IllegalArgumentException if what it contains may not be replaced
   */
  public static CorpusDirectory claim(Configuration hadoop, String path, Existing existing)
      throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    boolean existed = files.exists(directory);
    Check.argument(
        !existed || files.getFileStatus(directory).isDirectory(),
        "the output %s is a file: choose a directory",
        path);
    Set<String> before = existed ? names(files, directory) : Set.of();
    Check.argument(
        before.isEmpty() || existing == Existing.REPLACE,
        "the output %s is not empty: choose another directory, or allow it to be overwritten",
        path);
    for (String name : before) {
      Check.argument(
          isOurs(name),
          "the output %s contains %s, which is no part of a corpus, so it is not overwritten:"
              + " choose another directory",
          path,
          name);
    }
    files.mkdirs(directory);
    return new CorpusDirectory(hadoop, directory, existed, before);
  }

  private static Set<String> names(FileSystem files, Path directory) throws IOException {
    Set<String> names = new HashSet<>();
    for (FileStatus status : files.listStatus(directory)) {
      names.add(status.getPath().getName());
    }
    return names;
  }

  private static boolean isOurs(String name) {
    return isShard(name)
        || isManifest(name)
        || name.equals(REJECTED)
        || name.startsWith("." + REJECTED);
  }

  private static boolean isShard(String name) {
    return name.startsWith("shard-") && name.endsWith(".parquet");
  }

  private static boolean isManifest(String name) {
    return name.equals(ManifestFile.NAME) || name.startsWith("." + ManifestFile.NAME);
  }

  /**
   * Makes the directory the corpus that the manifest describes, and deletes all other shards.
   *
   * @param rejected lines of {@code rejected.tsv}, without its header: path, tab, reason
   */
  public void commit(CorpusManifest manifest, List<String> rejected) throws IOException {
    ManifestFile.commit(hadoop, directory, manifest);
    isCommitted = true;
    String lines = rejected.stream().map(line -> line + "\n").collect(Collectors.joining());
    WholeFile.write(
        hadoop,
        new Path(directory, REJECTED),
        ("path\treason\n" + lines).getBytes(StandardCharsets.UTF_8));
    Set<String> named = shardsOf(manifest);
    for (String name : names(files, directory)) {
      if (isShard(name) && !named.contains(name)) {
        files.delete(new Path(directory, name), false);
      }
    }
  }

  /** Deletes whatever was added since the directory was taken, unless it was committed. */
  public void discard() throws IOException {
    if (isCommitted) {
      return;
    }
    if (!existed) {
      files.delete(directory, true);
      return;
    }
    for (String name : names(files, directory)) {
      if (!before.contains(name)) {
        files.delete(new Path(directory, name), false);
      }
    }
  }
}
