package org.greedyinfomax.probe.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.dataset.FrameLabels;

/** A file of {@link FrameLabels}, a line for each recording, as a table. */
final class FrameLabelFile {

  /** Column with the key of the recording. */
  static final String KEY = "gim_key";

  /** Column with the number of its line, from 1. */
  static final String LINE = "gim_line";

  /** Column with the labels of its frames. */
  static final String LABELS = "gim_labels";

  private static final String FIRST_LINE = "gim_first_line";
  private static final String PROBLEM = "gim_problem";

  private static final StructType COLUMNS =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(LINE, DataTypes.LongType)
          .add(LABELS, DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add(PROBLEM, DataTypes.StringType);

  private FrameLabelFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if there is none, or naming the first line that is wrong
   */
  static Dataset<Row> read(SparkSession spark, String file) throws IOException {
    Path path = new Path(file);
    Check.argument(
        path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path),
        "there are no frame labels %s: name a text file with probe.frameLabels",
        file);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .textFile(file)
            .zipWithIndex()
            .flatMap(line -> row(line._1(), line._2() + 1));
    Dataset<Row> table = spark.createDataFrame(rows, COLUMNS);
    for (Row wrong : first(table.where(col(PROBLEM).isNotNull()))) {
      throw new IllegalArgumentException(
          Text.format("%s, line %d: %s", file, wrong.getLong(1), wrong.getString(3)));
    }
    Dataset<Row> repeated = table.groupBy(KEY).agg(max(LINE).as(LINE), min(LINE).as(FIRST_LINE));
    for (Row twice : first(repeated.where(col(LINE).gt(col(FIRST_LINE))))) {
      throw new IllegalArgumentException(
          Text.format(
              "%s, line %d: %s has labels in line %d already: remove one",
              file, twice.getLong(1), twice.getString(0), twice.getLong(2)));
    }
    return table.drop(PROBLEM);
  }

  /** The row of the lowest line, if there is any. */
  static List<Row> first(Dataset<Row> table) {
    return table.orderBy(LINE).limit(1).collectAsList();
  }

  private static Iterator<Row> row(String line, long number) {
    if (line.isBlank()) {
      return List.<Row>of().iterator();
    }
    // A task that failed would be tried again, and say nothing of the lines of other tasks.
    try {
      FrameLabels labels = FrameLabels.parse(line);
      return List.of(RowFactory.create(labels.key(), number, labels.labels(), null)).iterator();
    } catch (IllegalArgumentException e) {
      return List.of(RowFactory.create("", number, new int[0], e.getMessage())).iterator();
    }
  }
}
