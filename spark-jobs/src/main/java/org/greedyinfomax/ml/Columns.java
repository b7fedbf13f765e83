package org.greedyinfomax.ml;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Invalid;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.ingest.table.FileCells;
import org.greedyinfomax.ingest.table.ImageCells;
import org.greedyinfomax.ingest.table.PixelCells;
import org.greedyinfomax.ingest.table.SampleCells;

/** The columns of a table that the params name: whether they are there, and what they hold. */
final class Columns {

  private Columns() {}

  /**
   * What inputCol holds.
   *
   * @throws IllegalArgumentException if it is missing or of a type that cannot be used, or params
   *     do not say what its numbers are
   */
  static Cells input(StructType schema, EncodingParams params, Recipe recipe) {
    String column = params.getInputCol();
    DataType type = require(schema, "inputCol", column).dataType();
    if (type.equals(DataTypes.BinaryType)) {
      return new FileCells();
    }
    if (ImageCells.isType(type)) {
      Check.argument(
          recipe.input().kind() == ContentKind.IMAGES,
          "the column \"%s\" holds images, but the recipe is for audio: name one for images, such"
              + " as images-small",
          column);
      return new ImageCells();
    }
    Check.argument(
        isNumbers(type),
        "the column \"%s\" must be binary (whole files), what Spark's source image makes, an array"
            + " of floats or doubles, or a vector, but is %s",
        column,
        type.catalogString());
    return numbers(column, params, recipe);
  }

  private static boolean isNumbers(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array
            && List.of(DataTypes.FloatType, DataTypes.DoubleType).contains(array.elementType()));
  }

  static Cells numbers(String column, EncodingParams params, Recipe recipe) {
    return switch (recipe.input().kind()) {
      case AUDIO -> samples(column, params);
      case IMAGES -> pixels(column, params);
    };
  }

  /** Returns the param that says what numbers are. */
  static Param<?> numbersParam(EncodingParams params, Recipe recipe) {
    return switch (recipe.input().kind()) {
      case AUDIO -> params.sampleRate();
      case IMAGES -> params.imageShape();
    };
  }

  private static Cells samples(String column, EncodingParams params) {
    Check.argument(
        params.isDefined(params.sampleRate()),
        "the column \"%s\" holds samples: set sampleRate to their number per second",
        column);
    return new SampleCells(params.getSampleRate());
  }

  private static Cells pixels(String column, EncodingParams params) {
    Check.argument(
        params.isDefined(params.imageShape()),
        "the column \"%s\" holds pixels: set imageShape to their rows, columns and channels",
        column);
    int[] shape = params.getImageShape();
    Check.argument(
        shape.length == 3,
        "imageShape must be three numbers, rows, columns and channels, but has %d",
        shape.length);
    return new PixelCells(shape[0], shape[1], shape[2]);
  }

  /**
   * A column that a param names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static StructField require(StructType schema, String param, String column) {
    Check.argument(
        List.of(schema.fieldNames()).contains(column),
        "the table has no column \"%s\", which %s names, but %s",
        column,
        param,
        List.of(schema.fieldNames()));
    return schema.apply(column);
  }

  /** The column of that name, whatever characters are in it. */
  static Column quoted(String column) {
    return col("`" + column.replace("`", "``") + "`");
  }

  /**
   * The same table with the metadata of a schema, which rows do not carry: what labels mean, how
   * long a vector is, how late a stream may be.
   */
  static Dataset<Row> withMetadata(Dataset<Row> table, StructType schema) {
    return table.select(
        Stream.of(schema.fields())
            .map(field -> quoted(field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /**
   * The schema with outputCol at its end.
   *
   * @throws IllegalArgumentException if there is such a column already
   */
  static StructType withOutput(
      StructType schema, EncodingParams params, EncodingChoice choice, Recipe recipe) {
    String column = params.getOutputCol();
    Check.argument(
        !List.of(schema.fieldNames()).contains(column),
        "the table already has a column \"%s\": set outputCol to another name",
        column);
    boolean nullable = choice.invalid() == Invalid.KEEP;
    if (choice.pooling() == Pooling.NONE) {
      DataType vectors = DataTypes.createArrayType(SQLDataTypes.VectorType(), false);
      return schema.add(column, vectors, nullable);
    }
    int size = recipe.stack().output(choice.module(), recipe.input().sample()).channels();
    StructField field = new AttributeGroup(column, size).toStructField();
    return schema.add(
        new StructField(column, SQLDataTypes.VectorType(), nullable, field.metadata()));
  }
}
