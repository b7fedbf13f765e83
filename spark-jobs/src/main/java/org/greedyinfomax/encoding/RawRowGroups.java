package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.modality.RawFeatures;
import org.greedyinfomax.storage.Packed;

/** Makes {@link RawFeatures} of the rows of row groups, as a Spark task. */
final class RawRowGroups implements FlatMapFunction<Iterator<Integer>, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<Corpus>> corpus;
  private final Recipe recipe;
  private final Normalization normalization;
  private final Pooling pooling;

  RawRowGroups(
      Broadcast<Packed<Corpus>> corpus,
      Recipe recipe,
      Normalization normalization,
      Pooling pooling) {
    this.corpus = corpus;
    this.recipe = recipe;
    this.normalization = normalization;
    this.pooling = pooling;
  }

  @Override
  public Iterator<Row> call(Iterator<Integer> places) throws IOException {
    Corpus contents = corpus.value().value();
    List<RowGroup> groups = contents.rowGroups();
    List<String> labels = contents.manifest().labelColumns();
    Modality modality = Modality.of(recipe);
    RawFeatures features = modality.rawFeatures(normalization);
    List<Row> rows = new ArrayList<>();
    while (places.hasNext()) {
      for (CorpusRow row : contents.read(groups.get(places.next()))) {
        Frames raw = new Frames(modality.rawChannels(), features.of(row.content()));
        rows.add(EncodeRowGroups.row(row, labels, List.of(raw.pooled(pooling))));
      }
    }
    return rows.iterator();
  }
}
