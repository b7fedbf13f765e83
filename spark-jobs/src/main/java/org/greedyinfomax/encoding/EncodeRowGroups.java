package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.tensor.Nd4jEngine;
import org.greedyinfomax.tensor.Precision;

/**
 * Encodes the rows of row groups, which are given by their places in the corpus, as a Spark task.
 */
final class EncodeRowGroups implements FlatMapFunction<Iterator<Integer>, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<Corpus>> corpus;
  private final Recipe recipe;
  private final Normalization normalization;
  private final Broadcast<byte[][]> states;
  private final int[] modules;
  private final Pooling pooling;

  EncodeRowGroups(
      Broadcast<Packed<Corpus>> corpus,
      Recipe recipe,
      Normalization normalization,
      Broadcast<byte[][]> states,
      int[] modules,
      Pooling pooling) {
    this.corpus = corpus;
    this.recipe = recipe;
    this.normalization = normalization;
    this.states = states;
    this.modules = modules;
    this.pooling = pooling;
  }

  @Override
  public Iterator<Row> call(Iterator<Integer> places) throws IOException {
    Corpus recordings = corpus.value().value();
    List<RowGroup> groups = recordings.rowGroups();
    List<String> labels = recordings.manifest().labelColumns();
    List<Row> rows = new ArrayList<>();
    int threads = TaskContext.get().cpus();
    try (StackEncoder encoder =
        new StackEncoder(
            Nd4jEngine.onCpu(Precision.SINGLE, threads),
            recipe,
            decode(),
            NetworkInput.of(recipe, normalization))) {
      while (places.hasNext()) {
        for (CorpusRow recording : recordings.read(groups.get(places.next()))) {
          rows.add(row(recording, labels, columns(encoder.encode(recording.content()))));
        }
      }
    }
    return rows.iterator();
  }

  private List<ModuleState> decode() {
    List<ModuleState> decoded = new ArrayList<>();
    for (byte[] file : states.value()) {
      decoded.add(ModuleState.fromBytes(ModuleLayout.of(recipe.stack(), decoded.size()), file));
    }
    return decoded;
  }

  private List<Object> columns(List<Frames> encoded) {
    return Arrays.stream(modules).mapToObj(m -> encoded.get(m).pooled(pooling)).toList();
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
