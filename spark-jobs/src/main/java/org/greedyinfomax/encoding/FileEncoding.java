package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.ingest.LooseFiles;
import org.greedyinfomax.ingest.LooseFiles.LooseFile;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.storage.Packed;

/**
 * Representations of files that never were a corpus, as a table. Files are read as ingestion reads
 * them; those that cannot be used are left out.
 */
public final class FileEncoding {

  /** Bytes of files in a task, about. */
  private static final long TASK_BYTES = 64L << 20;

  private final LooseFiles files;
  private final CollectionAccumulator<String[]> unusable;
  private final Dataset<Row> table;

  private FileEncoding(
      LooseFiles files, CollectionAccumulator<String[]> unusable, Dataset<Row> table) {
    this.files = files;
    this.unusable = unusable;
    this.table = table;
  }

  /**
   * Prepares to encode.
   *
   * @param modules whose output is wanted, as places in the stack, ascending
   * @param batchSize files that are encoded together, at least 1
   */
  public static FileEncoding of(
      SparkSession spark,
      FrozenStack stack,
      LooseFiles files,
      List<Integer> modules,
      Pooling pooling,
      int batchSize)
      throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    CollectionAccumulator<String[]> unusable = spark.sparkContext().collectionAccumulator();
    Broadcast<Packed<FrozenStack>> frozen = context.broadcast(Packed.of(FrozenStack.class, stack));
    JavaRDD<Row> rows =
        context
            .parallelize(
                files.files().stream().map(FileEncoding::row).toList(), tasks(context, files))
            .mapPartitions(
                new EncodeFilesTask(
                    frozen,
                    new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()),
                    unusable,
                    modules,
                    pooling,
                    batchSize));
    return new FileEncoding(
        files, unusable, spark.createDataFrame(rows, schema(stack, modules, pooling)));
  }

  private static int tasks(JavaSparkContext context, LooseFiles files) {
    long bytes = files.files().stream().mapToLong(loose -> loose.file().bytes()).sum();
    long wanted = Math.max(context.defaultParallelism(), (bytes + TASK_BYTES - 1) / TASK_BYTES);
    return (int) Math.max(1, Math.min(wanted, files.files().size()));
  }

  /** A row, for Kryo could not rebuild a record. */
  private static Row row(LooseFile loose) {
    SourceFile file = loose.file();
    return RowFactory.create(file.path(), file.relativePath(), file.bytes(), loose.key());
  }

  private static StructType schema(FrozenStack stack, List<Integer> modules, Pooling pooling) {
    StructType schema = new StructType().add("key", DataTypes.StringType, false);
    List<ModuleSpec> specs = stack.recipe().stack().modules();
    for (int m : modules) {
      schema = schema.add(specs.get(m).name(), Encoding.column(pooling), false);
    }
    return schema;
  }

  /**
   * A row for every file that can be used, in no certain order: columns {@code key} and one named
   * after each module, as in {@link Encoding#of}.
   */
  public Dataset<Row> table() {
    return table;
  }

  /** How many files were found. */
  public int considered() {
    return files.files().size() + files.rejected().size();
  }

  /** The files that hold nothing that the network takes, sorted by path. */
  public List<LeftOutFile> leftOut() {
    return files.leftOut();
  }

  /**
   * The files that are not in the table, once it is computed, sorted by path.
   *
   * @throws IllegalArgumentException if no file is in it
   */
  public List<RejectedFile> rejected() {
    List<RejectedFile> all =
        Stream.concat(
                files.rejected().stream(),
                unusable.value().stream().map(bad -> new RejectedFile(bad[0], bad[1])))
            .distinct() // a task may have run twice
            .sorted(Comparator.comparing(RejectedFile::path))
            .toList();
    files.requireSome(all);
    return all;
  }
}
