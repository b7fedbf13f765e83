package org.greedyinfomax.job.output;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/**
 * What a command has written into an output folder; the content of {@code _gim.json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param command that wrote it, as it is typed
 * @param complete whether all is written; if not, lengths are 0
 * @param files in the folder, sorted by name
 */
record OutputManifest(int version, String command, boolean complete, List<Entry> files) {

  /** Spark reads no file whose name begins so. */
  static final String NAME = "_gim.json";

  static final int VERSION = 1;

  OutputManifest {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param file its name in the folder
   * @param bytes its length
   */
  record Entry(String file, long bytes) {}

  /** A folder that is begun. */
  static OutputManifest begun(String command, List<String> names) {
    List<Entry> files = names.stream().sorted().map(name -> new Entry(name, 0)).toList();
    return new OutputManifest(VERSION, command, false, files);
  }

  /** The same folder, as if it had only been begun. */
  OutputManifest withdrawn() {
    return new OutputManifest(version, command, false, files);
  }

  /**
   * Reads the manifest of a folder, if there is one.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  static Optional<OutputManifest> find(Configuration hadoop, Path folder) throws IOException {
    Path file = new Path(folder, NAME);
    return WholeFile.exists(hadoop, file)
        ? Optional.of(
            JsonFile.read(
                hadoop,
                file,
                OutputManifest.class,
                VERSION,
                "what is in the folder is not known, so delete it by hand, or choose another"))
        : Optional.empty();
  }

  /** Writes it. */
  void write(Configuration hadoop, Path folder) throws IOException {
    JsonFile.write(hadoop, new Path(folder, NAME), this);
  }

  /** Lengths of the files by name. */
  Map<String, Long> lengths() {
    return files.stream().collect(Collectors.toMap(Entry::file, Entry::bytes, (a, b) -> b));
  }
}
