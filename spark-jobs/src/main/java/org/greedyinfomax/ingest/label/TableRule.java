package org.greedyinfomax.ingest.label;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.media.MediaType;

/**
 * The columns of a table that has a row for each file.
 *
 * @param isByFile whether rows are found by the file's path, with its extension or without, and not
 *     by the key
 * @param rows labels by path or key
 */
public record TableRule(
    String path, Set<String> columns, boolean isByFile, Map<String, Map<String, String>> rows)
    implements LabelRule {

  /**
   * Reads a table: comma-separated, or tab-separated if its name ends in {@code .tsv}.
   *
   * @throws IllegalArgumentException if it is missing, has no column to join by, or names a file
   *     twice
   */
  static TableRule read(SparkSession spark, String path) throws IOException {
    Path file = new Path(path);
    Check.argument(
        file.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(file),
        "the label table %s does not exist",
        path);
    boolean hasTabs = path.toLowerCase(Locale.ROOT).endsWith(".tsv");
    Dataset<Row> table =
        spark
            .read()
            .option("header", "true")
            .option("sep", hasTabs ? "\t" : ",")
            .option("mode", "FAILFAST")
            .csv(path);
    List<String> names = List.of(table.columns());
    boolean hasKey = names.contains("key");
    Check.argument(
        hasKey || names.contains("file"),
        "the label table %s needs a column \"key\" or \"file\", but has %s",
        path,
        names);
    String join = hasKey ? "key" : "file";
    Set<String> columns = new LinkedHashSet<>(names);
    columns.remove(join);
    Check.argument(!columns.isEmpty(), "the label table %s has no column of labels", path);

    Map<String, Map<String, String>> rows = new HashMap<>();
    for (Row row : table.collectAsList()) {
      String joined = row.getString(names.indexOf(join));
      Check.argument(joined != null, "the label table %s has a row without \"%s\"", path, join);
      String key = hasKey ? joined : joined.replaceFirst("^\\./", "");
      Check.argument(
          rows.put(key, labels(row, names, columns)) == null,
          "the label table %s has two rows for %s: remove one",
          path,
          joined);
    }
    return new TableRule(path, columns, !hasKey, hasKey ? rows : withStems(rows));
  }

  private static Map<String, String> labels(Row row, List<String> names, Set<String> columns) {
    Map<String, String> labels = new HashMap<>();
    for (String column : columns) {
      String value = row.getString(names.indexOf(column));
      if (value != null) {
        labels.put(column, value);
      }
    }
    return labels;
  }

  /** Adds rows under paths without extension, where that leaves no doubt which is meant. */
  private static Map<String, Map<String, String>> withStems(
      Map<String, Map<String, String>> byFile) {
    Map<String, Integer> filesOfStem = new HashMap<>();
    byFile.keySet().forEach(file -> filesOfStem.merge(stem(file), 1, Integer::sum));
    Map<String, Map<String, String>> rows = new HashMap<>(byFile);
    byFile.forEach(
        (file, labels) -> {
          if (filesOfStem.get(stem(file)) == 1) {
            rows.putIfAbsent(stem(file), labels);
          }
        });
    return rows;
  }

  private static String stem(String file) {
    return MediaType.withoutExtension(file);
  }

  @Override
  public Map<String, String> labels(KeyedFile keyed) throws BadFileException {
    String relativePath = keyed.file().relativePath();
    List<String> names =
        isByFile
            ? List.of(keyed.file().pathInside(), keyed.file().stem())
            : List.of(keyed.key(), keyed.base());
    for (String name : names) {
      if (rows.containsKey(name)) {
        return rows.get(name);
      }
    }
    throw new BadFileException(
        relativePath, Text.format("is not in the label table %s as %s", path, names.get(0)));
  }
}
