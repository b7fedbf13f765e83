package org.greedyinfomax.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A corpus as a table of its rows' keys and labels, without their contents. */
public final class CorpusTable {

  private CorpusTable() {}

  /** Columns {@code id} (long), {@code key} and one for each label (strings, null if missing). */
  public static Dataset<Row> of(SparkSession spark, Corpus corpus) {
    List<String> labels = corpus.manifest().labelColumns();
    StructType schema =
        new StructType().add("id", DataTypes.LongType, false).add("key", DataTypes.StringType);
    for (String label : labels) {
      schema = schema.add(label, DataTypes.StringType);
    }
    List<Integer> groups = // by their places, for Kryo could not rebuild them as records
        IntStream.range(0, corpus.rowGroups().size()).boxed().toList();
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(groups, groups.size())
            .flatMap(
                group ->
                    corpus.readLabels(corpus.rowGroups().get(group)).stream()
                        .map(row -> row(row, labels))
                        .iterator());
    return spark.createDataFrame(rows, schema);
  }

  private static Row row(RowLabels row, List<String> labels) {
    List<Object> values = new ArrayList<>();
    values.add(row.id());
    values.add(row.key());
    labels.forEach(label -> values.add(row.labels().get(label)));
    return RowFactory.create(values.toArray());
  }
}
