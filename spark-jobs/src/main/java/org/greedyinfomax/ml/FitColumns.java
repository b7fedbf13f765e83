package org.greedyinfomax.ml;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.ShardSchema;
import org.greedyinfomax.ingest.source.RowSource;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.ingest.table.ImageCells;
import org.greedyinfomax.storage.WholeFile;

/**
 * What a corpus takes from a table.
 *
 * @param cells what the column of contents holds
 * @param input its name
 * @param key names rows
 * @param label name of the column with labels, if there is one
 */
record FitColumns(Cells cells, String input, Column key, Optional<String> label) {

  /** Columns that name rows if nobody says which does: those of Spark's sources among them. */
  private static final List<String> KEYS = List.of("key", "path", "origin");

  /**
   * Finds the columns.
   *
   * @throws IllegalArgumentException if one is missing or of a type that cannot be used
   */
  static <P extends EncodingParams & TrainingParams> FitColumns of(
      StructType schema, P params, Recipe recipe) {
    Cells cells = Columns.input(schema, params, recipe);
    return new FitColumns(
        cells,
        params.getInputCol(),
        key(schema, cells, params.getInputCol(), params),
        label(schema, params, recipe));
  }

  private static Column key(StructType schema, Cells cells, String input, TrainingParams params) {
    if (params.isDefined(params.keyCol())) {
      String column = params.getKeyCol();
      Check.argument(
          isText(schema, Columns.require(schema, "keyCol", column).name()),
          "the column \"%s\", which keyCol names, must be string, but is %s",
          column,
          schema.apply(column).dataType().catalogString());
      return Columns.quoted(column);
    }
    Optional<String> known =
        KEYS.stream()
            .filter(name -> List.of(schema.fieldNames()).contains(name) && isText(schema, name))
            .findFirst();
    if (known.isPresent()) {
      return Columns.quoted(known.get());
    }
    Column content = Columns.quoted(input);
    if (cells instanceof ImageCells) {
      return content.getField("origin");
    }
    UDF1<Object, String> hash = cell -> WholeFile.sha256(cells.pack(cell));
    return udf(hash, DataTypes.StringType).apply(content);
  }

  private static boolean isText(StructType schema, String column) {
    return schema.apply(column).dataType().equals(DataTypes.StringType);
  }

  private static Optional<String> label(StructType schema, TrainingParams params, Recipe recipe) {
    if (!params.isDefined(params.labelCol())) {
      return Optional.empty();
    }
    String column = params.getLabelCol();
    Columns.require(schema, "labelCol", column);
    ShardSchema.requireLabelColumn(recipe.input().kind(), column);
    return Optional.of(column);
  }

  /** Selects what {@link RowSource} takes. */
  Dataset<Row> of(Dataset<?> table) {
    Dataset<Row> selected = table.toDF();
    Column named = key.as(RowSource.KEY);
    Column content = Columns.quoted(input).as(RowSource.CONTENT);
    return label
        .map(
            column ->
                selected.select(
                    named, content, Columns.quoted(column).cast(DataTypes.StringType).as(column)))
        .orElseGet(() -> selected.select(named, content));
  }
}
