package org.greedyinfomax.ml;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Text;

/**
 * What errors call a cell: the file that it comes from, if the row says.
 *
 * @param column that holds the cell
 * @param place of the column that names the row; less than 0 if there is none
 */
record CellNames(String column, int place) implements Serializable {

  private static final List<String> NAMES = List.of("path", "key", "origin");

  static CellNames of(StructType schema, String column) {
    List<String> names = Stream.of(schema.fieldNames()).toList();
    return new CellNames(
        column,
        NAMES.stream()
            .map(names::indexOf)
            .filter(i -> i >= 0 && schema.apply(i).dataType().equals(DataTypes.StringType))
            .findFirst()
            .orElse(-1));
  }

  String of(Row row) {
    return place < 0 || row.isNullAt(place)
        ? Text.format("a cell of the column \"%s\"", column)
        : row.getString(place);
  }
}
