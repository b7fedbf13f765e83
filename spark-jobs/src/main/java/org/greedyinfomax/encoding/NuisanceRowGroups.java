package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.storage.Packed;

/** Measures nuisances of the rows of row groups, as a Spark task. */
final class NuisanceRowGroups implements FlatMapFunction<Iterator<Integer>, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<Corpus>> corpus;
  private final Modality modality;

  NuisanceRowGroups(Broadcast<Packed<Corpus>> corpus, Modality modality) {
    this.corpus = corpus;
    this.modality = modality;
  }

  @Override
  public Iterator<Row> call(Iterator<Integer> places) throws IOException {
    Corpus contents = corpus.value().value();
    List<RowGroup> groups = contents.rowGroups();
    List<String> labels = contents.manifest().labelColumns();
    List<Row> rows = new ArrayList<>();
    while (places.hasNext()) {
      for (CorpusRow row : contents.read(groups.get(places.next()))) {
        rows.add(EncodeRowGroups.row(row, labels, List.of(modality.nuisances(row.content()))));
      }
    }
    return rows.iterator();
  }
}
