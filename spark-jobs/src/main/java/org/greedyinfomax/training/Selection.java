package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusTable;
import org.greedyinfomax.corpus.RowGroup;

/** The recordings of a corpus that are trained on. */
final class Selection {

  private Selection() {}

  /**
   * For each row group the rows in it that meet a condition.
   *
   * @param where SQL on the label columns and {@code key}; empty takes all
   * @throws IllegalArgumentException if the condition cannot be understood, or nothing meets it
   */
  static List<int[]> rows(SparkSession spark, Corpus corpus, String where) throws IOException {
    if (where.isEmpty()) {
      return corpus.rowGroups().stream()
          .map(group -> IntStream.range(0, group.rows()).toArray())
          .toList();
    }
    Set<Long> chosen = new HashSet<>(ids(spark, corpus, where));
    Check.argument(!chosen.isEmpty(), "corpus.where = \"%s\" leaves no row", where);
    List<int[]> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.add(
          IntStream.range(0, group.rows())
              .filter(row -> chosen.contains(group.firstRow() + row))
              .toArray());
    }
    return rows;
  }

  private static List<Long> ids(SparkSession spark, Corpus corpus, String where) {
    Dataset<Row> table = CorpusTable.of(spark, corpus);
    try {
      return table.where(where).select("id").as(Encoders.LONG()).collectAsList();
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // checked in Scala, undeclared in Java
        throw new IllegalArgumentException(
            "corpus.where = \"%s\" cannot be used on the columns %s: %s"
                .formatted(where, List.of(table.columns()), firstLine(e)),
            e);
      }
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
