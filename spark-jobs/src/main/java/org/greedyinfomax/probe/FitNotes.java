package org.greedyinfomax.probe;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.probe.fit.FitNote;

/**
 * Remarks on the fits of a probe's linear classifiers, for people: one sentence of each kind, which
 * counts the fits and names the row of the table that has most of them.
 */
public final class FitNotes {

  private final List<Unconverged> unconverged = new ArrayList<>();
  private final List<String> notChosen = new ArrayList<>(); // rows
  private final List<String> reasons = new ArrayList<>(); // for each of these

  /**
   * Fits of a row that did not converge.
   *
   * @param unfinished how many
   * @param fits of how many
   * @param isFinal whether the classifier itself is among them
   */
  private record Unconverged(
      String row, int unfinished, int fits, boolean isFinal, int maxIterations) {}

  /**
   * Adds what is to be said of a row.
   *
   * @param row what a sentence calls it
   */
  public void add(String row, List<FitNote> notes) {
    int unfinished = 0;
    int fits = 0;
    int maxIterations = 0;
    boolean isFinal = false;
    for (FitNote note : notes) {
      if (note instanceof FitNote.NotConverged found) {
        unfinished += found.unfinished();
        fits += found.fits();
        isFinal |= found.isFinal();
        maxIterations = found.maxIterations();
      } else {
        notChosen.add(row);
        reasons.add(note.text());
      }
    }
    if (unfinished > 0) {
      unconverged.add(new Unconverged(row, unfinished, fits, isFinal, maxIterations));
    }
  }

  /** All that is to be said, a sentence each. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!notChosen.isEmpty()) {
      sentences.add(
          Text.format("%s%s: %s", notChosen.get(0), others(notChosen.size()), reasons.get(0)));
    }
    if (!unconverged.isEmpty()) {
      sentences.add(ofUnconverged());
    }
    return sentences;
  }

  private String ofUnconverged() {
    Unconverged worst = unconverged.get(0);
    int unfinished = 0;
    int fits = 0;
    int last = 0;
    for (Unconverged row : unconverged) {
      unfinished += row.unfinished;
      fits += row.fits;
      last += row.isFinal ? 1 : 0;
      worst = isWorse(row, worst) ? row : worst;
    }
    return Text.format(
        "%s%s: %d of %d fits of linear classifiers did not converge within %d iterations%s: raise"
            + " probe.maxIterations",
        worst.row,
        unconverged.size() == 1
            ? ""
            : Text.format(
                " (%d of %d)%s", worst.unfinished, worst.fits, others(unconverged.size())),
        unfinished,
        fits,
        worst.maxIterations,
        last == 0
            ? ", with which penalties were chosen"
            : Text.format(", among them %d of the classifiers that are judged", last));
  }

  /** A classifier that is judged weighs more than those that its penalty is chosen by. */
  private static boolean isWorse(Unconverged row, Unconverged other) {
    return row.isFinal == other.isFinal ? row.unfinished > other.unfinished : row.isFinal;
  }

  private static String others(int rows) {
    return rows == 1 ? "" : Text.format(" and %d other%s", rows - 1, rows == 2 ? "" : "s");
  }
}
