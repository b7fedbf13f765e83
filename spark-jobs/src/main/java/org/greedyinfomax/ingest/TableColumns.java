package org.greedyinfomax.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;

/**
 * What the columns of a table are for.
 *
 * @param key names a row
 * @param content holds a recording or a picture
 * @param cells in which form
 * @param labels names of the columns with labels, sorted
 */
record TableColumns(Column key, Column content, Cells cells, List<String> labels) {

  private static final List<String> KEYS = List.of("key", "path", SparkImage.ORIGIN);

  TableColumns {
    labels = List.copyOf(labels);
  }

  /**
   * Finds the columns: the key is {@code key}, {@code path} or {@code origin}, or what the
   * structure of an image has as its origin; other columns of texts are labels.
   *
   * @throws IllegalArgumentException if the column that the settings name is missing or of another
   *     type, or there is no key
   */
  static TableColumns of(StructType schema, IngestSettings settings) {
    List<String> names = List.of(schema.fieldNames());
    String column = settings.column();
    Check.argument(
        names.contains(column),
        "the table has no column \"%s\", which ingest.column names, but %s",
        column,
        names);
    StructField field = schema.apply(column);
    boolean isDecoded = SparkImage.isType(field.dataType());
    Check.argument(
        isDecoded || field.dataType().equals(DataTypes.BinaryType),
        "the column \"%s\" must be binary (whole files) or what Spark's source image makes, but is"
            + " %s",
        column,
        field.dataType().catalogString());
    Check.argument(
        !isDecoded || settings.kind() == ContentKind.IMAGES,
        "the column \"%s\" holds images, but ingest.kind is audio: set it to images",
        column);
    List<String> texts = new ArrayList<>();
    for (StructField other : schema.fields()) {
      if (other.dataType().equals(DataTypes.StringType)) {
        texts.add(other.name());
      }
    }
    List<String> keys = KEYS.stream().filter(texts::contains).limit(1).toList();
    Check.argument(
        isDecoded || !keys.isEmpty(),
        "the table needs a column of texts named %s, but has %s",
        String.join(" or ", KEYS),
        names);
    texts.removeAll(keys);
    Column content = quoted(column);
    return new TableColumns(
        keys.isEmpty() ? content.getField(SparkImage.ORIGIN) : quoted(keys.get(0)),
        content,
        isDecoded ? new ImageCells() : new FileCells(),
        texts.stream().sorted().toList());
  }

  private static Column quoted(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  /** Selects key, number of bytes, and labels. */
  Dataset<Row> names(Dataset<Row> table) {
    return table.select(
        Stream.concat(
                Stream.of(key, cells.bytes(content)), labels.stream().map(TableColumns::quoted))
            .toArray(Column[]::new));
  }

  /** Selects key and content. */
  Dataset<Row> contents(Dataset<Row> table) {
    return table.select(key, content);
  }
}
