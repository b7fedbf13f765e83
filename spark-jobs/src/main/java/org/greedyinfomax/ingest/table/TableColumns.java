package org.greedyinfomax.ingest.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.IngestSettings;

/**
 * What the columns of a table are for.
 *
 * @param key names a row
 * @param content holds a recording or a picture
 * @param cells in which form
 * @param labels names of the columns with labels, sorted
 */
public record TableColumns(Column key, Column content, Cells cells, List<String> labels) {

  private static final List<String> KEYS = List.of("key", "path", SparkImage.ORIGIN);

  public TableColumns {
    labels = List.copyOf(labels);
  }

  /**
   * Finds the columns of a table that was read from files. The key is {@code key}, {@code path} or
   * {@code origin}, what the structure of an image has as its origin, or the path in the structure
   * of a file; where that path is null, the name of the table's file and the row in it. Other
   * columns of texts are labels, and beside the structure of a file those of whole numbers and of
   * booleans, too.
   *
   * @throws IllegalArgumentException if the column that the settings name is missing or of another
   *     type, or there is no key
   */
  public static TableColumns of(StructType schema, IngestSettings settings) {
    List<String> names = List.of(schema.fieldNames());
    String column = settings.column();
    TableField field =
        TableField.of(schema, column)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Text.format(
                            "the table has no column \"%s\", which ingest.column names, but %s",
                            column, names)));
    boolean isDecoded = SparkImage.isType(field.type());
    Check.argument(
        isDecoded || field.isFile() || field.type().equals(DataTypes.BinaryType),
        "the column \"%s\" must be binary (whole files), a structure of bytes and path, or what"
            + " Spark's source image makes, but is %s",
        column,
        field.type().catalogString());
    Check.argument(
        !isDecoded || settings.kind() == ContentKind.IMAGES,
        "the column \"%s\" holds images, but ingest.kind is audio: set it to images",
        column);
    List<String> keys = KEYS.stream().filter(texts(schema)::contains).limit(1).toList();
    Check.argument(
        isDecoded || field.isFile() || !keys.isEmpty(),
        "the table needs a column of texts named %s, but has %s",
        String.join(" or ", KEYS),
        names);
    Column ownKey = isDecoded ? field.column().getField(SparkImage.ORIGIN) : pathOrPlace(field);
    return new TableColumns(
        keys.isEmpty() ? ownKey : TableField.quoted(keys.get(0)),
        field.isFile() ? field.bytes().column() : field.column(),
        isDecoded ? new ImageCells() : new FileCells(),
        Stream.of(schema.fields())
            .filter(other -> isLabel(other.dataType(), field.isFile()))
            .map(StructField::name)
            .filter(name -> !keys.contains(name) && !name.equals(column))
            .sorted()
            .toList());
  }

  private static Column pathOrPlace(TableField field) {
    // Not with the sign that begins the second of a segment: rows of a table are no recording's.
    Column place = concat(col("_metadata.file_name"), lit(":"), col("_metadata.row_index"));
    return field.isFile() ? field.path().map(path -> coalesce(path, place)).orElse(place) : place;
  }

  private static List<String> texts(StructType schema) {
    return Stream.of(schema.fields())
        .filter(field -> field.dataType().equals(DataTypes.StringType))
        .map(StructField::name)
        .toList();
  }

  private static boolean isLabel(DataType type, boolean isBesideFile) {
    return type.equals(DataTypes.StringType)
        || (isBesideFile
            && (type.equals(DataTypes.LongType)
                || type.equals(DataTypes.IntegerType)
                || type.equals(DataTypes.ShortType)
                || type.equals(DataTypes.ByteType)
                || type.equals(DataTypes.BooleanType)));
  }

  /** Selects key, number of bytes, and labels. */
  public Dataset<Row> names(Dataset<Row> table) {
    return table.select(
        Stream.concat(
                Stream.of(key, cells.bytes(content)),
                labels.stream().map(label -> TableField.quoted(label).cast(DataTypes.StringType)))
            .toArray(Column[]::new));
  }

  /** Selects key and content. */
  public Dataset<Row> contents(Dataset<Row> table) {
    return table.select(key, content);
  }
}
