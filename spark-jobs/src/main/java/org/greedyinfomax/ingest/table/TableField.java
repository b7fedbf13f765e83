package org.greedyinfomax.ingest.table;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A column of a table, or a field of a structure in one.
 *
 * @param column selects it
 * @param type of its cells
 */
record TableField(Column column, DataType type) {

  private static final String BYTES = "bytes";
  private static final String PATH = "path";

  /** Finds a column by its name, or a field by names with dots between, as in {@code a.b}. */
  static Optional<TableField> of(StructType schema, String name) {
    if (List.of(schema.fieldNames()).contains(name)) {
      return Optional.of(new TableField(quoted(name), schema.apply(name).dataType()));
    }
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : of(schema, name.substring(0, dot))
            .flatMap(structure -> structure.field(name.substring(dot + 1)));
  }

  static Column quoted(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  private Optional<TableField> field(String name) {
    return type instanceof StructType structure && List.of(structure.fieldNames()).contains(name)
        ? Optional.of(new TableField(column.getField(name), structure.apply(name).dataType()))
        : Optional.empty();
  }

  /** Whether it is a file as Hugging Face's libraries store audio and images: bytes and a path. */
  boolean isFile() {
    return field(BYTES).filter(bytes -> bytes.type.equals(DataTypes.BinaryType)).isPresent();
  }

  /** Returns the bytes of such a file. */
  TableField bytes() {
    return field(BYTES).orElseThrow();
  }

  /** Returns the path of such a file, if the structure has one. */
  Optional<Column> path() {
    return field(PATH)
        .filter(path -> path.type.equals(DataTypes.StringType))
        .map(TableField::column);
  }
}
