package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Where the rows of a corpus come from: what they are called is known, nothing has been read. */
public sealed interface RowSource permits FolderSource, Stl10Source, TableSource {

  /**
   * Looks at the inputs.
   *
   * @throws IllegalArgumentException if inputs, label sources or split lists cannot be used
   */
  static RowSource of(SparkSession spark, IngestOptions options) throws IOException {
    return switch (options.settings().layout()) {
      case FILES, LIBRISPEECH -> FolderSource.read(spark, options);
      case STL10 -> Stl10Source.read(spark, options);
      case TABLE -> TableSource.read(spark, options);
    };
  }

  /** Returns the columns of the labels, sorted. */
  List<String> labelColumns();

  /** Returns what cannot be used, as far as names tell. */
  List<RejectedFile> rejected();

  /** Returns how many rows would be made if all could be used. */
  int considered();

  /** Returns what is made into rows, in the plural, for errors. */
  String unit();

  /** Returns how many were left out because no split list named them. */
  int inNoSplit();

  /**
   * Has the task write all shards on executors.
   *
   * @return serialized {@link ShardResult}s, in the order of the shards
   */
  List<byte[]> write(JavaSparkContext context, ShardTask task) throws IOException;
}
