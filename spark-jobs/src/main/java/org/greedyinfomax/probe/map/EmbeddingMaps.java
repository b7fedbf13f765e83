package org.greedyinfomax.probe.map;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/**
 * Two-dimensional maps of the modules' output for some rows of a corpus; the file {@code map.json}
 * of a run.
 *
 * @param version of the format, {@link #VERSION}
 * @param round that all modules had finished
 * @param stateHash SHA-256 that names their states
 * @param corpus that the rows are of
 * @param labels one after another, as they were asked for
 */
public record EmbeddingMaps(
    int version, int round, String stateHash, String corpus, List<LabelMap> labels) {

  /** Its name in a run directory. */
  public static final String NAME = RunDirectory.MAPS;

  static final int VERSION = 2;

  /**
   * Rows that have a label.
   *
   * @param label column
   * @param distinct values that it has in the whole corpus
   * @param values the label of each row
   * @param modules lowest first
   */
  public record LabelMap(String label, int distinct, List<String> values, List<ModuleMap> modules) {

    public LabelMap {
      values = List.copyOf(values);
      modules = List.copyOf(modules);
    }
  }

  /**
   * What a module makes of these rows.
   *
   * @param module its name
   * @param explained share of its vectors' variance that lies along each of the two axes
   * @param x of each row, in the order of the labels
   * @param y of each row
   */
  public record ModuleMap(String module, List<Double> explained, List<Double> x, List<Double> y) {

    public ModuleMap {
      explained = List.copyOf(explained);
      x = List.copyOf(x);
      y = List.copyOf(y);
    }
  }

  public EmbeddingMaps {
    labels = List.copyOf(labels);
  }

  /** Writes a file, replacing an older one. */
  public void write(Configuration hadoop, Path file) throws IOException {
    JsonFile.write(hadoop, file, this);
  }

  /**
   * Reads a file; nothing if there is none.
   *
   * @throws IllegalArgumentException if it is damaged or of another version
   */
  public static Optional<EmbeddingMaps> read(Configuration hadoop, Path file) throws IOException {
    return WholeFile.exists(hadoop, file)
        ? Optional.of(
            JsonFile.read(
                hadoop,
                file,
                EmbeddingMaps.class,
                VERSION,
                "delete it, or make it anew with gim report --input"))
        : Optional.empty();
  }
}
