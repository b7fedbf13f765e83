package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.storage.Packed;

/**
 * Encodes the rows of row groups, which are given by their places in the corpus, as a Spark task.
 */
final class EncodeRowGroups implements FlatMapFunction<Iterator<Integer>, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<Corpus>> corpus;
  private final Broadcast<Packed<FrozenStack>> stack;
  private final RowChoice choice;
  private final int[] modules;
  private final Pooling pooling;
  private final int batchSize;

  EncodeRowGroups(
      Broadcast<Packed<Corpus>> corpus,
      Broadcast<Packed<FrozenStack>> stack,
      RowChoice choice,
      List<Integer> modules,
      Pooling pooling,
      int batchSize) {
    this.corpus = corpus;
    this.stack = stack;
    this.choice = choice;
    this.modules = modules.stream().mapToInt(Integer::intValue).toArray();
    this.pooling = pooling;
    this.batchSize = batchSize;
  }

  @Override
  public Iterator<Row> call(Iterator<Integer> places) throws IOException {
    Corpus recordings = corpus.value().value();
    List<RowGroup> groups = recordings.rowGroups();
    List<String> labels = recordings.manifest().labelColumns();
    List<Row> rows = new ArrayList<>();
    try (StackEncoder encoder = stack.value().value().open(modules, TaskContext.get().cpus())) {
      while (places.hasNext()) {
        Iterator<CorpusRow> group =
            recordings.read(groups.get(places.next())).stream()
                .filter(row -> choice.takes(row.key()))
                .iterator();
        EncodedRows<CorpusRow> encoded =
            new EncodedRows<>(group, CorpusRow::content, Invalid.ERROR, encoder, batchSize);
        while (encoded.hasNext()) {
          EncodedRow<CorpusRow> row = encoded.next();
          List<Object> columns =
              row.frames().stream().map(frames -> frames.pooled(pooling)).toList();
          rows.add(row(row.item(), labels, columns));
        }
      }
    }
    return rows.iterator();
  }

  /** The key of a recording or picture, its labels, and further columns. */
  static Row row(CorpusRow content, List<String> labels, List<Object> columns) {
    List<Object> values = new ArrayList<>();
    values.add(content.key());
    for (String label : labels) {
      values.add(content.labels().get(label));
    }
    values.addAll(columns);
    return RowFactory.create(values.toArray());
  }
}
