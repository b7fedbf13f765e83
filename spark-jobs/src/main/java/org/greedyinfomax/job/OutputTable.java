package org.greedyinfomax.job;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;

/** Where a command writes a table. */
final class OutputTable {

  private OutputTable() {}

  /** Nothing may be there but, to be overwritten, the files of a table that Spark wrote. */
  static void requireFree(FileSystem files, Path table, boolean overwrite) throws IOException {
    if (!files.exists(table)) {
      return;
    }
    Check.argument(
        files.getFileStatus(table).isDirectory(),
        "the output %s is a file: choose a directory",
        table);
    FileStatus[] entries = files.listStatus(table);
    Check.argument(
        entries.length == 0 || overwrite,
        "the output %s is not empty: choose another directory, or replace it with --overwrite",
        table);
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      Check.argument(
          name.startsWith("part-") || name.startsWith("_") || name.startsWith("."),
          "the output %s contains %s, which is no part of a table, so it is not overwritten: choose"
              + " another directory",
          table,
          name);
    }
  }
}
