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
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.training.Checkpoint;

/**
 * How fast {@code gim encode} turns a corpus into a table: by untrained modules, which are as fast
 * as trained ones, and without writing the table anywhere. Kinds of tables take turns; a turn
 * before the first lets Java compile.
 */
public final class EncodeBenchmark {

  private final SparkSession spark;

  /** Makes a benchmark. */
  public EncodeBenchmark(SparkSession spark) {
    this.spark = spark;
  }

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
        new Encoding(spark, recipe, Normalization.of(opened.manifest(), recipe.input()));
    Checkpoint untrained = Checkpoint.untrained(recipe);
    Map<Pooling, Dataset<Row>> tables = new LinkedHashMap<>();
    Map<Pooling, List<Elapsed>> times = new LinkedHashMap<>();
    for (Pooling pooling : Pooling.values()) {
      tables.put(pooling, encoding.of(opened, untrained, encoding.modules("all"), pooling));
      times.put(pooling, new ArrayList<>());
    }
    tables.values().forEach(EncodeBenchmark::compute);
    for (int i = 0; i < repeats; i++) {
      for (Pooling pooling : tables.keySet()) {
        Moment start = Moment.now();
        compute(tables.get(pooling));
        times.get(pooling).add(Elapsed.between(start, Moment.now()));
      }
    }
    return new EncodeReport(
        EncodeReport.VERSION,
        corpus,
        opened.manifest().rows(),
        spark.sparkContext().defaultParallelism(),
        repeats,
        times.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue(), opened.manifest().rows()))
            .toList());
  }

  private static void compute(Dataset<Row> table) {
    table.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private static EncodeReport.Row row(Pooling pooling, List<Elapsed> times, long rows) {
    return new EncodeReport.Row(
        pooling.name().toLowerCase(Locale.ROOT),
        Elapsed.each(times, time -> rows / time.clock()),
        Elapsed.each(times, Elapsed::clock),
        Elapsed.each(times, Elapsed::processor));
  }
}
