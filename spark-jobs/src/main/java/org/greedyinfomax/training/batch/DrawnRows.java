package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.corpus.RowLabels;
import org.greedyinfomax.corpus.StratifiedDraw;

/**
 * A few rows of each value of a label, drawn by a seed as the first draw of a probe draws them.
 *
 * @param ids of the rows
 * @param note what is to be said of values that have fewer, if any have
 */
public record DrawnRows(Set<Long> ids, Optional<String> note) {

  private static final String KEY = "corpus.perClass";
  private static final int FIRST = 0; // of a probe's draws

  public DrawnRows {
    ids = Set.copyOf(ids);
  }

  /**
   * Draws them.
   *
   * @param isMeant of a row's id: whether it may be drawn; rows without the label never are
   * @param label column of the corpus
   * @param perClass rows of each value, at least 1; a value that has fewer gives all
   * @throws IllegalArgumentException if no value has so many
   */
  public static DrawnRows of(
      Corpus corpus, LongPredicate isMeant, String label, int perClass, long seed)
      throws IOException {
    List<RowLabels> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      for (RowLabels row : corpus.readLabels(group)) {
        if (isMeant.test(row.id()) && row.labels().containsKey(label)) {
          rows.add(row);
        }
      }
    }
    List<String> values = rows.stream().map(row -> row.labels().get(label)).toList();
    Optional<String> note = note(label, values, perClass);
    int[] ranks =
        new StratifiedDraw(seed, FIRST).ranks(rows.stream().map(RowLabels::key).toList(), values);
    Set<Long> ids = new HashSet<>();
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] < perClass) {
        ids.add(rows.get(i).id());
      }
    }
    return new DrawnRows(ids, note);
  }

  private static Optional<String> note(String label, List<String> values, int perClass) {
    Map<String, Long> counts =
        values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long fewer = counts.values().stream().filter(count -> count < perClass).count();
    Check.argument(
        most >= perClass,
        "%s is %d, but no value of the label \"%s\" has more than %d rows to train on: take fewer,"
            + " or all",
        KEY,
        perClass,
        label,
        most);
    return fewer == 0
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "%d of %d values of the label \"%s\" have fewer than %d rows to train on (%s), and"
                    + " give all that they have",
                fewer, counts.size(), label, perClass, KEY));
  }
}
