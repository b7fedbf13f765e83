package org.greedyinfomax.ingest.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.ingest.label.LabelRule;
import org.greedyinfomax.ingest.label.Labels;
import org.greedyinfomax.ingest.label.SelectedFiles;
import org.greedyinfomax.ingest.label.Splits;
import org.greedyinfomax.ingest.label.TableRule;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.shard.ShardOfKey;
import org.greedyinfomax.ingest.shard.ShardPlan;
import org.greedyinfomax.ingest.shard.ShardResults;
import org.greedyinfomax.ingest.shard.ShardTask;
import org.greedyinfomax.ingest.shard.SourceRow;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.ingest.table.TableColumns;
import org.greedyinfomax.storage.JavaBytes;
import scala.Tuple2;

/**
 * Rows of Parquet tables that hold files, or the pixels that Spark's source {@code image} has made
 * of them.
 *
 * <p>Rows are taken in the order of their keys, so how a table was cut into files and partitions
 * does not matter.
 */
final class TableSource implements RowSource {

  private final SelectedFiles selection;
  private final JavaPairRDD<String, byte[]> contents;
  private final Cells cells;

  private TableSource(SelectedFiles selection, JavaPairRDD<String, byte[]> contents, Cells cells) {
    this.selection = selection;
    this.contents = contents;
    this.cells = cells;
  }

  /**
   * Reads keys and labels of the tables.
   *
   * @throws IllegalArgumentException if an input is no Parquet table, has no column of contents or
   *     none of keys, or two rows have the same key
   */
  static TableSource read(SparkSession spark, IngestOptions options) throws IOException {
    Dataset<Row> table = open(spark, options.inputs());
    return of(spark, table, TableColumns.of(table.schema(), options.settings()), options);
  }

  /**
   * Reads keys and labels of a table.
   *
   * @throws IllegalArgumentException if it has no row, a row has no key, or two have the same
   */
  static TableSource of(
      SparkSession spark, Dataset<Row> table, TableColumns columns, IngestOptions options)
      throws IOException {
    List<SourceFile> found = new ArrayList<>();
    Map<String, Map<String, String>> labels = new HashMap<>();
    for (Row row : columns.names(table).collectAsList()) {
      Check.argument(!row.isNullAt(0), "the table %s has a row without a key", options.inputs());
      String key = row.getString(0);
      Check.argument(
          labels.put(key, labels(row, columns.labels())) == null,
          "the table %s has two rows with the key %s: keys must differ",
          options.inputs(),
          key);
      found.add(new SourceFile(key, key, row.isNullAt(1) ? 0 : row.getInt(1)));
    }
    Check.argument(!found.isEmpty(), "the table %s has no rows", options.inputs());
    found.sort(Comparator.comparing(SourceFile::relativePath));
    LabelRule own =
        new TableRule(
            String.join(", ", options.inputs()), Set.copyOf(columns.labels()), false, labels);
    SelectedFiles selection =
        SelectedFiles.of(
            found,
            SourceFile::relativePath,
            Labels.of(spark, options.settings(), List.of(own)),
            Splits.read(spark.sparkContext().hadoopConfiguration(), options.settings().splits()));
    return new TableSource(
        options.settings().isCut() ? selection.withoutKeysOfSegments() : selection,
        contents(table, columns),
        columns.cells());
  }

  private static Dataset<Row> open(SparkSession spark, List<String> inputs) throws IOException {
    for (String input : inputs) {
      Path path = new Path(input);
      Check.argument(
          path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path),
          "the input %s does not exist",
          input);
    }
    try {
      return spark
          .read()
          .option(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true)
          .parquet(inputs.toArray(String[]::new));
    } catch (Exception other) { // of several kinds, some of which Scala does not declare
      throw new IllegalArgumentException(
          Text.format("the input %s is no Parquet table: %s", inputs, other.getMessage()), other);
    }
  }

  private static Map<String, String> labels(Row row, List<String> columns) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!row.isNullAt(2 + i)) {
        labels.put(columns.get(i), row.getString(2 + i));
      }
    }
    return labels;
  }

  private static JavaPairRDD<String, byte[]> contents(Dataset<Row> table, TableColumns columns) {
    Cells cells = columns.cells(); // for the closure, which cannot hold the columns
    return columns
        .contents(table)
        .javaRDD()
        .mapToPair(row -> new Tuple2<>(row.getString(0), content(row, cells)));
  }

  private static byte[] content(Row row, Cells cells) {
    return cells.pack(row.get(1));
  }

  @Override
  public List<String> labelColumns() {
    return selection.labelColumns();
  }

  @Override
  public List<RejectedFile> rejected() {
    return selection.rejected();
  }

  @Override
  public int considered() {
    return selection.considered();
  }

  @Override
  public List<LeftOutFile> leftOut() {
    return List.of();
  }

  @Override
  public long bytes() {
    return selection.bytes();
  }

  @Override
  public String unit() {
    return "rows";
  }

  @Override
  public int inNoSplit() {
    return selection.inNoSplit();
  }

  @Override
  public void write(JavaSparkContext context, ShardTask task, ShardResults results)
      throws IOException {
    List<ShardPlan> plans = ShardPlan.cut(selection.files());
    if (plans.isEmpty()) {
      return;
    }
    List<byte[]> serialized = new ArrayList<>();
    for (ShardPlan plan : plans) {
      serialized.add(JavaBytes.of(plan));
    }
    JavaRDD<byte[]> ofShards = context.parallelize(serialized, plans.size());
    String[] firstKeys =
        plans.stream().map(plan -> plan.files().get(0).key()).toArray(String[]::new);
    Cells packed = cells; // for the closure, which cannot hold this source
    results.of(
        context,
        contents
            .repartitionAndSortWithinPartitions(new ShardOfKey(firstKeys))
            .zipPartitions(
                ofShards,
                (rows, plan) ->
                    List.of(write(task, JavaBytes.read(plan.next(), ShardPlan.class), rows, packed))
                        .iterator()));
  }

  private static byte[] write(
      ShardTask task, ShardPlan plan, Iterator<Tuple2<String, byte[]>> contents, Cells cells)
      throws IOException {
    Iterator<SourceRow> rows =
        plan.files().stream()
            .<SourceRow>map(file -> new TableRow(file, contents, cells))
            .iterator();
    return JavaBytes.of(task.write(plan.index(), rows));
  }
}
