package org.greedyinfomax.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.run.Checkpoint;

/**
 * How fast {@code gim encode} turns a corpus into a table: by untrained modules, which are as fast
 * as trained ones, and without writing the table anywhere. Kinds of tables take turns; a turn
 * before the first lets Java compile.
 */
public final class EncodeBenchmark {

  /** One by one, and as {@code gim encode} and models of Spark ML do if nobody says otherwise. */
  private static final List<Integer> BATCH_SIZES = List.of(1, Encoding.BATCH_SIZE);

  private final SparkSession spark;

  /** Makes a benchmark. */
  public EncodeBenchmark(SparkSession spark) {
    this.spark = spark;
  }

  /** A table that is measured. */
  private record Kind(Pooling pooling, int batchSize, Dataset<Row> table) {}

  /**
   * Measures.
   *
   * @param recipe whose modules encode
   * @param corpus to encode
   * @param repeats of every measurement, at least 1
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public EncodeReport run(Recipe recipe, String corpus, int repeats) throws IOException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Corpus opened = Corpus.open(spark.sparkContext().hadoopConfiguration(), corpus);
    Encoding encoding =
        new Encoding(spark, recipe, Modality.of(recipe).normalization(opened.manifest()));
    Checkpoint untrained = Checkpoint.untrained(recipe);
    List<Kind> kinds = new ArrayList<>();
    for (Pooling pooling : List.of(Pooling.MEAN, Pooling.NONE)) {
      for (int batchSize : BATCH_SIZES) {
        kinds.add(
            new Kind(
                pooling,
                batchSize,
                encoding.of(opened, untrained, encoding.modules("all"), pooling, batchSize)));
      }
    }
    Map<Kind, List<Elapsed>> times = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      times.put(kind, new ArrayList<>());
      compute(kind.table());
    }
    for (int i = 0; i < repeats; i++) {
      for (Kind kind : kinds) {
        TimePoint start = TimePoint.now();
        compute(kind.table());
        times.get(kind).add(Elapsed.between(start, TimePoint.now()));
      }
    }
    return new EncodeReport(
        EncodeReport.VERSION,
        corpus,
        opened.manifest().rows(),
        spark.sparkContext().defaultParallelism(),
        repeats,
        kinds.stream().map(kind -> row(kind, times.get(kind), opened.manifest().rows())).toList());
  }

  private static void compute(Dataset<Row> table) {
    table.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private static EncodeReport.Row row(Kind kind, List<Elapsed> times, long rows) {
    return new EncodeReport.Row(
        kind.pooling().name().toLowerCase(Locale.ROOT),
        kind.batchSize(),
        Elapsed.each(times, time -> rows / time.clock()),
        Elapsed.each(times, Elapsed::clock),
        Elapsed.each(times, Elapsed::processor));
  }
}
