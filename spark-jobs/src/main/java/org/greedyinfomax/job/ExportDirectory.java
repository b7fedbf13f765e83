package org.greedyinfomax.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.WholeFile;

/**
 * The directory of an export: {@code README.md}, which is written last, so that a directory without
 * it is no export, and the files that it tells of.
 */
final class ExportDirectory {

  /** The model card. */
  static final String CARD = "README.md";

  /** The recipe of the run. */
  static final String RECIPE = "config.conf";

  /** The weights under the names of the authors' code. */
  static final String WEIGHTS = "weights.safetensors";

  /** What the names of ONNX models end in. */
  static final String MODEL = ".onnx";

  private final Configuration hadoop;
  private final FileSystem files;
  private final Path directory;
  private final List<String> written = new ArrayList<>();

  private ExportDirectory(Configuration hadoop, FileSystem files, Path directory) {
    this.hadoop = hadoop;
    this.files = files;
    this.directory = directory;
  }

  /**
   * Takes a directory. What is there stays as it is for now.
   *
   * @param overwrite whether an older export may be there
   * @throws IllegalArgumentException if something else is there
   */
  static ExportDirectory claim(Configuration hadoop, String path, boolean overwrite)
      throws IOException {
    Path directory = new Path(path);
    FileSystem files = directory.getFileSystem(hadoop);
    if (files.exists(directory)) {
      Check.argument(
          files.getFileStatus(directory).isDirectory(),
          "the output %s is a file: choose a directory",
          path);
      for (FileStatus entry : files.listStatus(directory)) {
        requireReplaceable(path, entry.getPath().getName(), overwrite);
      }
    }
    return new ExportDirectory(hadoop, files, directory);
  }

  private static void requireReplaceable(String path, String name, boolean overwrite) {
    Check.argument(
        overwrite,
        "the output %s is not empty: choose another directory, or replace it with --overwrite",
        path);
    Check.argument(
        List.of(CARD, RECIPE, WEIGHTS).contains(name)
            || name.endsWith(MODEL)
            || name.startsWith("."),
        "the output %s contains %s, which is no part of an export, so it is not overwritten: choose"
            + " another directory",
        path,
        name);
  }

  /** Writes a file; the first one takes the place of an older export. */
  void write(String name, byte[] content) throws IOException {
    if (written.isEmpty()) {
      files.delete(new Path(directory, CARD), false); // first: what is left is no export
      files.delete(directory, true);
    }
    WholeFile.write(hadoop, new Path(directory, name), content);
    written.add(name);
  }

  /** Makes the directory an export. */
  void commit(String card) throws IOException {
    write(CARD, card.getBytes(StandardCharsets.UTF_8));
  }

  /** Leaves nothing behind of what was written. */
  void discard() throws IOException {
    if (!written.isEmpty()) {
      files.delete(directory, true);
    }
  }

  /** Names of the files that were written. */
  List<String> written() {
    return List.copyOf(written);
  }
}
