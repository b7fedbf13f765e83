package org.greedyinfomax.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.storage.WholeFile;

/**
 * A folder that a command fills. What is in it is listed in {@link OutputManifest}, which is
 * written last, when all that it names has reached the disk. Only what an older manifest lists is
 * ever deleted; anything else makes the command refuse the folder.
 *
 * <p>A symbolic link to a folder stays.
 *
 * <p>Who closes it before it is committed deletes what was written since it was begun. By {@code
 * try} with resources an exception of that never hides the one for which it is closed.
 */
public final class OutputDirectory implements Closeable {

  /** What Spark writes for a Parquet table: its own names for parts, and what it puts them into. */
  public static final Unforeseen TABLE =
      new Unforeseen(
          "_SUCCESS|_temporary/.+|part-[0-9]{5,}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "[-.]c[0-9]{3,}(\\.[a-z0-9]+)?\\.parquet",
          "_temporary(/.+)?");

  private static final Unforeseen NOTHING = new Unforeseen("(?!)", "(?!)");

  /**
   * Names of files that are not known beforehand, as regular expressions.
   *
   * @param files relative to the output folder
   * @param folders that such files may be in, likewise
   */
  public record Unforeseen(String files, String folders) {

    private Predicate<String> isFile() {
      return Pattern.compile(files).asMatchPredicate();
    }

    private Inventory in(Configuration hadoop, Path directory) throws IOException {
      Predicate<String> isFolder = Pattern.compile(folders).asMatchPredicate();
      return Inventory.of(hadoop, directory, isFolder.or(Scratch::isScratch));
    }
  }

  private final Configuration hadoop;
  private final Path directory;
  private final String command;
  private final Unforeseen unforeseen;
  private final boolean existed;
  private final Optional<OutputManifest> older;
  private Optional<OutputManifest> begun = Optional.empty();
  private Optional<Scratch> scratch = Optional.empty();
  private boolean isCommitted;

  private OutputDirectory(
      Configuration hadoop,
      Path directory,
      String command,
      Unforeseen unforeseen,
      boolean existed,
      Optional<OutputManifest> older) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.command = command;
    this.unforeseen = unforeseen;
    this.existed = existed;
    this.older = older;
  }

  /**
   * Takes a folder for files whose names are known beforehand. What is there stays as it is for
   * now.
   *
   * @param command that fills it, as it is typed
   * @param overwrite whether what the same command has written there may be replaced
   * @throws IllegalArgumentException if something else is there
   */
  public static OutputDirectory claim(
      Configuration hadoop, String path, String command, boolean overwrite) throws IOException {
    return claim(hadoop, path, command, overwrite, NOTHING);
  }

  /**
   * Takes a folder.
   *
   * @param unforeseen names, relative to the folder, of files that are not known beforehand
   */
  public static OutputDirectory claim(
      Configuration hadoop, String path, String command, boolean overwrite, Unforeseen unforeseen)
      throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    boolean exists = files.exists(directory);
    Check.argument(
        !exists || files.getFileStatus(directory).isDirectory(),
        "the output %s is a file: choose a directory",
        path);
    Inventory inside = unforeseen.in(hadoop, directory);
    Check.argument(
        inside.isEmpty() || overwrite,
        "the output %s is not empty: choose another directory, or replace it with --overwrite",
        path);
    Optional<OutputManifest> older =
        OutputManifest.find(hadoop, directory).filter(list -> list.command().equals(command));
    Optional<String> foreign =
        older.isPresent()
            ? inside.foreign(isAsListed(older.get(), unforeseen, inside))
            : inside.foreign(Scratch::isScratch);
    Check.argument(
        foreign.isEmpty(),
        "the output %s contains %s, which gim %s has not written%s, so it is not overwritten: choose"
            + " another directory",
        path,
        foreign.orElse(""),
        command,
        older.isPresent() && older.get().lengths().containsKey(foreign.orElse(""))
            ? " as it is now"
            : "");
    return new OutputDirectory(hadoop, directory, command, unforeseen, exists, older);
  }

  /**
   * Takes a folder in which other files may lie, too, which stay.
   *
   * @param command that puts files there and replaces its own
   * @param names of these files
   * @throws IllegalArgumentException if another file has one of the names
   */
  public static OutputDirectory claimBeside(
      Configuration hadoop, String path, String command, Set<String> names) throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    boolean exists = files.exists(directory);
    Check.argument(
        !exists || files.getFileStatus(directory).isDirectory(),
        "the output %s is a file: choose a directory",
        path);
    Optional<OutputManifest> older =
        OutputManifest.find(hadoop, directory).filter(list -> list.command().equals(command));
    Inventory inside = NOTHING.in(hadoop, directory);
    Set<String> needed = new HashSet<>(names);
    needed.add(OutputManifest.NAME);
    Predicate<String> isAsListed =
        older.isPresent() ? isAsListed(older.get(), NOTHING, inside) : name -> false;
    Optional<String> foreign = inside.foreign(needed, isAsListed);
    Check.argument(
        foreign.isEmpty(),
        "the folder %s contains %s, which gim %s has not written as it is now, so it is not replaced:"
            + " choose another folder",
        path,
        foreign.orElse(""),
        command);
    return new OutputDirectory(hadoop, directory, command, NOTHING, exists, older);
  }

  private static Predicate<String> isAsListed(
      OutputManifest manifest, Unforeseen unforeseen, Inventory inside) {
    Map<String, Long> lengths = manifest.lengths();
    return isOwn(manifest, unforeseen)
        .and(
            name ->
                !manifest.complete()
                    || !lengths.containsKey(name)
                    || lengths.get(name) == inside.bytes(name));
  }

  private static Predicate<String> isOwn(OutputManifest manifest, Unforeseen unforeseen) {
    Map<String, Long> lengths = manifest.lengths();
    Predicate<String> isUnforeseen = unforeseen.isFile();
    return name -> {
      String whole = WholeFile.ofTemporary(name).orElse(name);
      return whole.equals(OutputManifest.NAME)
          || lengths.containsKey(whole)
          || Scratch.isScratch(name)
          || (!manifest.complete() && isUnforeseen.test(name));
    };
  }

  /** Where it is. */
  public Path path() {
    return directory;
  }

  /** A directory for a while, in the folder. */
  public Scratch scratch() throws IOException {
    Scratch made = Scratch.in(hadoop, directory);
    scratch = Optional.of(made);
    return made;
  }

  /**
   * Deletes what an older manifest lists and begins to fill the folder.
   *
   * @param names of files that are known beforehand
   */
  public void begin(List<String> names) throws IOException {
    if (older.isPresent()) {
      OutputManifest withdrawn = older.get().withdrawn();
      withdrawn.write(hadoop, directory); // first: what is left is not whole
      Predicate<String> isInUse =
          name ->
              name.equals(OutputManifest.NAME)
                  || scratch.filter(own -> name.startsWith(own.path().getName() + "/")).isPresent();
      Inventory inside = unforeseen.in(hadoop, directory);
      inside.delete(isAsListed(older.get(), unforeseen, inside).and(isInUse.negate()));
    }
    OutputManifest manifest = OutputManifest.begun(command, names);
    manifest.write(hadoop, directory);
    begun = Optional.of(manifest);
  }

  /** Writes a file whose name was known beforehand. */
  public void write(String name, byte[] content) throws IOException {
    WholeFile.write(hadoop, new Path(directory, name), content);
  }

  /** Lists what has been written, once it has reached the disk. */
  public void commit() throws IOException {
    Map<String, Long> known = begun.orElseThrow().lengths();
    Inventory inside = unforeseen.in(hadoop, directory);
    FileSystem files = directory.getFileSystem(hadoop);
    List<OutputManifest.Entry> entries = new ArrayList<>();
    for (String name : inside.names()) {
      if (known.containsKey(name) || unforeseen.isFile().test(name)) {
        Disk.force(files, new Path(directory, name));
        entries.add(new OutputManifest.Entry(name, inside.bytes(name)));
      }
    }
    new OutputManifest(OutputManifest.VERSION, command, true, entries).write(hadoop, directory);
    isCommitted = true;
  }

  /** Deletes what was written since it was begun, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (isCommitted) {
      return;
    }
    Inventory inside = unforeseen.in(hadoop, directory);
    if (begun.isPresent()) {
      inside.delete(isOwn(begun.get(), unforeseen).and(name -> !name.equals(OutputManifest.NAME)));
      inside.delete(name -> name.equals(OutputManifest.NAME));
    }
    if (!existed) {
      inside.deleteEmptyDirectory();
    }
  }
}
