package org.greedyinfomax.ingest.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SegmentKey;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.listing.SourceFile;

/**
 * What is to be read, decided by names alone.
 *
 * @param labelColumns sorted
 * @param files in the order in which they were found
 * @param rejected files that have no key or no labels
 * @param inNoSplit how many were left out
 */
public record SelectedFiles(
    List<String> labelColumns,
    List<LabelledFile> files,
    List<RejectedFile> rejected,
    int inNoSplit) {

  public SelectedFiles {
    labelColumns = List.copyOf(labelColumns);
    files = List.copyOf(files);
    rejected = List.copyOf(rejected);
  }

  /** Names a file. */
  public interface KeyRule {

    /**
     * Returns the key of the file's row, without regard to other files.
     *
     * @throws BadFileException if it has none
     */
    String key(SourceFile file) throws BadFileException;
  }

  /** The same, with more files that cannot be opened, before the others. */
  public SelectedFiles withUnreadable(List<RejectedFile> unreadable) {
    List<RejectedFile> all = new ArrayList<>(unreadable);
    all.addAll(rejected);
    return new SelectedFiles(labelColumns, files, all, inNoSplit);
  }

  /**
   * The same without files whose keys segments of others may have, as {@code talk#000300} beside
   * {@code talk}; these are rejected.
   */
  public SelectedFiles withoutKeysOfSegments() {
    Set<String> keys = files.stream().map(LabelledFile::key).collect(Collectors.toSet());
    List<LabelledFile> kept = new ArrayList<>();
    List<RejectedFile> all = new ArrayList<>(rejected);
    for (LabelledFile file : files) {
      String recording = SegmentKey.recording(file.key());
      if (recording.equals(file.key()) || !keys.contains(recording)) {
        kept.add(file);
      } else {
        all.add(
            new RejectedFile(
                file.file().relativePath(),
                Text.format(
                    "has the key %s, which a segment of %s may have: rename it",
                    file.key(), recording)));
      }
    }
    return new SelectedFiles(labelColumns, kept, all, inNoSplit);
  }

  /** Returns how many files were looked at and belong here, rejected ones included. */
  public int considered() {
    return files.size() + rejected.size();
  }

  /** Returns how many bytes the files have. */
  public long bytes() {
    return files.stream().mapToLong(file -> file.file().bytes()).sum();
  }

  /**
   * Gives files keys, labels and splits.
   *
   * @param found at least one
   * @throws IllegalArgumentException if no file is in any split
   */
  public static SelectedFiles of(
      List<SourceFile> found, KeyRule keys, Labels labels, Splits splits) {
    List<LabelledFile> files = new ArrayList<>();
    List<RejectedFile> rejected = new ArrayList<>();
    Map<String, SourceFile> fileByKey = new HashMap<>();
    String example = "";
    int inNoSplit = 0;
    for (KeyedFile keyed : keyed(found, keys, rejected)) {
      SourceFile file = keyed.file();
      String key = keyed.key();
      try {
        Optional<String> split = splits.of(key).or(() -> splits.of(keyed.base()));
        if (!splits.isEmpty() && split.isEmpty()) {
          example = example.isEmpty() ? key : example;
          inNoSplit++;
          continue;
        }
        Map<String, String> all = new HashMap<>(labels.of(keyed));
        split.ifPresent(name -> all.put(Splits.COLUMN, name));
        SourceFile other = fileByKey.putIfAbsent(key, file);
        if (other != null) {
          throw new BadFileException(
              file.relativePath(),
              Text.format(
                  "has the same key, %s, as %s", key, nameBeside(other, file.relativePath())));
        }
        files.add(new LabelledFile(file, key, all));
      } catch (BadFileException bad) {
        rejected.add(new RejectedFile(file.relativePath(), bad.reason()));
      }
    }
    SelectedFiles selection = new SelectedFiles(labels.columns(), files, rejected, inNoSplit);
    Check.argument(
        selection.considered() > 0,
        "none of the %d files is in a split list: the lists %s must name keys such as %s",
        found.size(),
        splits.lists(),
        example);
    return selection;
  }

  /** What a file is called beside another, which may have the same path below another input. */
  private static String nameBeside(SourceFile file, String other) {
    return file.isMember() && !file.relativePath().equals(other)
        ? file.relativePath()
        : file.wholePath();
  }

  private static List<KeyedFile> keyed(
      List<SourceFile> found, KeyRule keys, List<RejectedFile> rejected) {
    List<SourceFile> files = new ArrayList<>();
    List<String> bases = new ArrayList<>();
    for (SourceFile file : found) {
      try {
        bases.add(keys.key(file));
        files.add(file);
      } catch (BadFileException bad) {
        rejected.add(new RejectedFile(file.relativePath(), bad.reason()));
      }
    }
    return Keys.of(files, bases);
  }
}
