package org.greedyinfomax.ingest.source;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.shard.ShardResults;
import org.greedyinfomax.ingest.shard.ShardTask;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.ingest.table.TableColumns;

/** Where the rows of a corpus come from: what they are called is known, nothing has been read. */
public sealed interface RowSource permits FolderSource, Stl10Source, TableSource {

  /** Column of keys. */
  String KEY = "key";

  /** Column of contents, named so that no column of labels is likely to have its name. */
  String CONTENT = "gim_content";

  /**
   * Looks at the inputs.
   *
   * @throws IllegalArgumentException if inputs, label sources or split lists cannot be used
   */
  static RowSource of(SparkSession spark, IngestOptions options) throws IOException {
    return switch (options.settings().layout()) {
      case FILES, LIBRISPEECH, WEBDATASET -> FolderSource.read(spark, options);
      case STL10 -> Stl10Source.read(spark, options);
      case TABLE -> TableSource.read(spark, options);
    };
  }

  /**
   * Looks at a table that need not be in files: keys and contents are in the columns of the names
   * {@link #KEY} and {@link #CONTENT}, and all others are texts, which are labels.
   *
   * @param cells what the column of contents holds
   * @param options of whose settings layout and column do not count
   * @throws IllegalArgumentException if it has no row, a row has no key, or two have the same
   */
  static RowSource of(SparkSession spark, Dataset<Row> table, Cells cells, IngestOptions options)
      throws IOException {
    List<String> labels =
        Stream.of(table.columns())
            .filter(name -> !name.equals(KEY) && !name.equals(CONTENT))
            .sorted()
            .toList();
    return TableSource.of(
        spark, table, new TableColumns(col(KEY), col(CONTENT), cells, labels), options);
  }

  /** Returns the columns of the labels, sorted. */
  List<String> labelColumns();

  /** Returns what cannot be used, as far as names tell. */
  List<RejectedFile> rejected();

  /** Returns files that are not meant for the corpus, as far as listing them tells. */
  List<LeftOutFile> leftOut();

  /** Returns how many rows would be made if all could be used. */
  int considered();

  /** Returns how many bytes are read for the rows that are not rejected. */
  long bytes();

  /** Returns what is made into rows, in the plural, for errors. */
  String unit();

  /** Returns how many were left out because no split list named them. */
  int inNoSplit();

  /**
   * Has the task write all shards on executors.
   *
   * @param results takes what has become of each shard
   */
  void write(JavaSparkContext context, ShardTask task, ShardResults results) throws IOException;
}
