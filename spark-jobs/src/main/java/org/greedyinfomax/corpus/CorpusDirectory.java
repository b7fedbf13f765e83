package org.greedyinfomax.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.storage.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that becomes a corpus when it is {@linkplain #commit committed}, and is left as it
 * was found when it is {@linkplain #discard discarded}.
 *
 * <p>An older corpus in the same place remains readable until the commit. From when it is taken
 * until then no other process can take it.
 */
public final class CorpusDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(CorpusDirectory.class);

  private static final String REJECTED = "rejected.tsv";
  private static final String LEFT_OUT = "left-out.tsv";
  private static final String REMARKS = "remarks.tsv";

  /** What an ingest has rejected that failed because of it; lies beside an older corpus, too. */
  private static final String FAILED = "failed-ingest.tsv";

  private static final Pattern SHARD =
      Pattern.compile("shard-[0-9]{5,}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.parquet");

  private final Configuration hadoop;
  private final Path directory;
  private final boolean existed;
  private final Set<String> before;
  private final Lease lease;
  private boolean isCommitted;

  private CorpusDirectory(
      Configuration hadoop, Path directory, boolean existed, Set<String> before, Lease lease) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.existed = existed;
    this.before = before;
    this.lease = lease;
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
    // Listed before the manifest is read: a shard that is committed between the two is named by it.
    List<Leftover> shards =
        Leftover.in(hadoop, directory, (name, names) -> isShard(name), name -> false);
    Set<String> named = shardsOf(ManifestFile.read(hadoop, directory));
    List<Leftover> unnamed =
        shards.stream().filter(shard -> !named.contains(shard.path().getName())).toList();
    List<Leftover> found =
        Leftover.in(
            hadoop,
            directory,
            (name, names) -> isTemporary(name) || Lease.isOfLease(name),
            name -> false);
    unnamed.forEach(shard -> found.add(shard.asNewAs(unnamed)));
    found.addAll(Leftover.scratch(hadoop, directory));
    return found;
  }

  /** Where killed processes have left files that were not finished. */
  private static boolean isTemporary(String name) {
    return WholeFile.ofTemporary(name)
        .filter(file -> file.equals(ManifestFile.NAME) || isList(file))
        .isPresent();
  }

  private static Set<String> shardsOf(CorpusManifest manifest) {
    return manifest.shards().stream().map(Shard::file).collect(Collectors.toSet());
  }

  /**
   * Takes a directory, and creates it if it is missing.
   *
   * @throws IllegalArgumentException if what it contains may not be replaced, or another process
   *     has taken it
   */
  public static CorpusDirectory claim(Configuration hadoop, String path, Existing existing)
      throws IOException {
    Path directory = new Path(path);
    boolean existed = directory.getFileSystem(hadoop).exists(directory);
    requireReplaceable(hadoop, path, existing);
    Lease lease = Lease.take(hadoop, directory, "", LOG::warn);
    try { // looks again, for one may have had to wait
      requireReplaceable(hadoop, path, existing);
      Set<String> before = Set.copyOf(inside(hadoop, directory).names());
      Disk.makeDirectories(hadoop, directory);
      return new CorpusDirectory(hadoop, directory, existed, before, lease);
    } catch (IOException | RuntimeException | FSError e) {
      lease.close();
      throw e;
    }
  }

  /**
   * Checks that a corpus can be made in a directory.
   *
   * @throws IllegalArgumentException if what it contains may not be replaced
   */
  public static void requireReplaceable(Configuration hadoop, String path, Existing existing)
      throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    Check.argument(
        !files.exists(directory) || files.getFileStatus(directory).isDirectory(),
        "the output %s is a file: choose a directory",
        path);
    Inventory before = inside(hadoop, directory);
    Check.argument(
        before.foreign(name -> Lease.isOfLease(name) || name.equals(FAILED)).isEmpty()
            || existing == Existing.REPLACE,
        "the output %s is not empty: choose another directory, or allow it to be overwritten",
        path);
    Set<String> named = named(hadoop, directory);
    Optional<String> foreign = before.foreign(name -> isOurs(name) || named.contains(name));
    Check.argument(
        foreign.isEmpty(),
        "the output %s contains %s, which is no part of a corpus, so it is not overwritten:"
            + " choose another directory",
        path,
        foreign.orElse(""));
  }

  /** The shards of the corpus that is there, if its manifest can be read. */
  private static Set<String> named(Configuration hadoop, Path directory) throws IOException {
    if (!ManifestFile.exists(hadoop, directory)) {
      return Set.of();
    }
    try {
      return shardsOf(ManifestFile.read(hadoop, directory));
    } catch (IllegalArgumentException damaged) {
      return Set.of(); // names that only ingestion gives to shards will do
    }
  }

  private static Inventory inside(Configuration hadoop, Path directory) throws IOException {
    return Inventory.of(hadoop, directory, Scratch::isScratch);
  }

  private static boolean isOurs(String name) {
    return isShard(name)
        || name.equals(ManifestFile.NAME)
        || isList(name)
        || isTemporary(name)
        || Scratch.isScratch(name)
        || Lease.isOfLease(name);
  }

  private static boolean isList(String name) {
    return name.equals(REJECTED)
        || name.equals(LEFT_OUT)
        || name.equals(REMARKS)
        || name.equals(FAILED);
  }

  private static boolean isShard(String name) {
    return SHARD.matcher(name).matches();
  }

  /**
   * Makes the directory the corpus that the manifest describes, and deletes all other shards. It is
   * this process's until that is done, and if it is not, until it is {@linkplain #discard
   * discarded}.
   *
   * @param rejected lines of {@code rejected.tsv}, without its header: path, tab, reason
   * @param leftOut lines of {@code left-out.tsv}, likewise: path, tab, kind, tab, reason
   * @param remarks lines of {@code remarks.tsv}, likewise: path, tab, remark
   * @throws LeaseLostException if it is another process's by now, or gone
   */
  public void commit(
      CorpusManifest manifest, List<String> rejected, List<String> leftOut, List<String> remarks)
      throws IOException {
    try {
      lease.require();
      writeList(REJECTED, "path\treason", rejected);
      writeList(LEFT_OUT, "path\tkind\treason", leftOut);
      writeList(REMARKS, "path\tremark", remarks);
      write(manifest);
    } finally {
      if (isCommitted) {
        lease.close();
      }
    }
  }

  /**
   * Writes what was rejected by an ingest that fails because of it. The list stays when the
   * directory is discarded, until a corpus is made there.
   *
   * @param rejected lines without a header: path, tab, reason
   * @return the file
   * @throws LeaseLostException if the directory is another process's by now, or gone
   */
  public String writeFailure(List<String> rejected) throws IOException {
    lease.require();
    return writeList(FAILED, "path\treason", rejected).toString();
  }

  private Path writeList(String name, String header, List<String> lines) throws IOException {
    String all = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    Path file = new Path(directory, name);
    WholeFile.write(hadoop, file, (header + "\n" + all).getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** Executors may have disks of their own. */
  private void requireShards(CorpusManifest manifest) throws IOException {
    Set<String> lacked = new TreeSet<>();
    Set<String> listed = Set.copyOf(inside(hadoop, directory).names());
    for (String name : shardsOf(manifest)) {
      // Where disks are shared by a network, a list may be some seconds old.
      if (!listed.contains(name)
          && !directory.getFileSystem(hadoop).exists(new Path(directory, name))) {
        lacked.add(name);
      }
    }
    if (!lacked.isEmpty()) {
      throw new IOException(
          directory + " lacks " + lacked + ", which executors have written: all must share it");
    }
  }

  private void write(CorpusManifest manifest) throws IOException {
    requireShards(manifest);
    Set<String> older = new HashSet<>(named(hadoop, directory));
    ManifestFile.commit(hadoop, directory, manifest);
    isCommitted = true;
    Set<String> named = shardsOf(manifest);
    older.removeAll(named);
    inside(hadoop, directory)
        .delete(
            name ->
                older.contains(name)
                    || (isShard(name) && !named.contains(name))
                    || name.equals(FAILED));
  }

  /**
   * Deletes whatever was added since the directory was taken, unless it was committed, or is
   * another process's by now. Gives it back afterwards, so that nobody takes it before.
   */
  public void discard() throws IOException {
    if (isCommitted) {
      return;
    }
    boolean isOthers;
    try (lease) {
      isOthers = !lease.isOwn() && !lease.isNobodys();
      if (!isOthers) {
        deleteAdded();
      }
    }
    if (!existed && !isOthers) {
      inside(hadoop, directory).deleteEmptyDirectory();
    }
  }

  private void deleteAdded() throws IOException {
    inside(hadoop, directory)
        .delete(
            name ->
                !before.contains(name)
                    && isOurs(name)
                    && !name.equals(FAILED)
                    && !Scratch.isScratch(name)
                    && !Lease.isOfLease(name));
  }
}
