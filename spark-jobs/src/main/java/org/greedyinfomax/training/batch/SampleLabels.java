package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.greedyinfomax.Check;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.corpus.RowLabels;
import org.greedyinfomax.model.spec.SupervisedSpec;

/**
 * The label of whole samples that a supervised run learns from, and the numbers of its values.
 *
 * @param column of the corpus; empty if nothing is learned from labels
 * @param classes its values, by their numbers
 */
record SampleLabels(String column, List<String> classes) implements TrainingLabels {

  SampleLabels {
    classes = List.copyOf(classes);
  }

  /**
   * Finds the values among the rows that are trained on; they are numbered in alphabetical order.
   *
   * @param rows for each row group the rows in it
   * @throws IllegalArgumentException if there are more or fewer values than the recipe says, or a
   *     row has none
   */
  static SampleLabels of(Corpus corpus, List<int[]> rows, SupervisedSpec loss) throws IOException {
    requireColumn(corpus, loss);
    TreeSet<String> values = new TreeSet<>();
    List<RowGroup> groups = corpus.rowGroups();
    for (int g = 0; g < groups.size(); g++) {
      List<RowLabels> labels = corpus.readLabels(groups.get(g));
      for (int row : rows.get(g)) {
        String value = labels.get(row).labels().get(loss.name());
        Check.argument(
            value != null,
            "%s has no label \"%s\": leave such rows out with corpus.where = \"%s is not null\"",
            labels.get(row).key(),
            loss.name(),
            loss.name());
        values.add(value);
      }
    }
    Check.argument(
        values.size() == loss.classes(),
        "loss.classes is %d, but the label \"%s\" has %d different values in the corpus: set"
            + " loss.classes = %d",
        loss.classes(),
        loss.name(),
        values.size(),
        values.size());
    return new SampleLabels(loss.name(), List.copyOf(values));
  }

  /**
   * Checks that a corpus has the label.
   *
   * @throws IllegalArgumentException if it has not
   */
  static void requireColumn(Corpus corpus, SupervisedSpec loss) {
    Check.argument(
        corpus.manifest().labelColumns().contains(loss.name()),
        "loss.label is \"%s\", but the corpus %s has the label columns %s",
        loss.name(),
        corpus.path(),
        corpus.manifest().labelColumns());
  }

  @Override
  public int of(Map<String, String> labels) {
    return column.isEmpty() ? SampleName.UNLABELLED : classes.indexOf(labels.get(column));
  }

  @Override
  public NamedBatch labelled(NamedBatch batch) {
    return batch; // the names carry the classes
  }
}
