package org.greedyinfomax.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.probe.fit.FitNote;
import org.junit.jupiter.api.Test;

final class FitNotesTest {

  private static final FitNote CLASSIFIER = new FitNote.NotConverged(1, 1, true, 200);

  private final FitNotes notes = new FitNotes();

  @Test
  void haveNothingToSayOfWhatConverged() {
    notes.add("digit of conv1, trained", List.of());

    assertThat(notes.sentences()).isEmpty();
  }

  @Test
  void countInOneSentenceWhatDidNotConvergeAndNameTheWorstRow() {
    notes.add("digit of the raw input", List.of(ofChoice(2)));
    notes.add("digit of conv1, trained", List.of(ofChoice(7)));
    notes.add("digit of conv1, untrained", List.of(ofChoice(3)));

    assertThat(notes.sentences())
        .containsExactly(
            "digit of conv1, trained (7 of 30) and 2 others: 12 of 90 fits of linear classifiers did"
                + " not converge within 200 iterations, with which penalties were chosen: raise"
                + " probe.maxIterations");
  }

  @Test
  void nameTheRowWhoseClassifierDidNotConvergeBeforeAnother() {
    notes.add("digit of conv1, trained", List.of(ofChoice(7)));
    notes.add("digit of conv2, trained", List.of(ofChoice(1), CLASSIFIER));

    assertThat(notes.sentences())
        .containsExactly(
            "digit of conv2, trained (2 of 31) and 1 other: 9 of 61 fits of linear classifiers did"
                + " not converge within 200 iterations, among them 1 of the classifiers that are"
                + " judged: raise probe.maxIterations");
  }

  @Test
  void nameTheOnlyRowWithoutCountingItsFitsTwice() {
    notes.add("frames of gru, trained", List.of(CLASSIFIER));

    assertThat(notes.sentences())
        .containsExactly(
            "frames of gru, trained: 1 of 1 fits of linear classifiers did not converge within 200"
                + " iterations, among them 1 of the classifiers that are judged: raise"
                + " probe.maxIterations");
  }

  @Test
  void saySoOnceWhereNoPenaltyCouldBeChosen() {
    notes.add("digit of the raw input", List.of(new FitNote.NotChosen(1e-3)));
    notes.add("digit of conv1, trained", List.of(new FitNote.NotChosen(1e-3)));

    assertThat(notes.sentences())
        .containsExactly(
            "digit of the raw input and 1 other: the penalty is 1e-03 and was not chosen, for"
                + " recordings to choose it by are not in two folds: name one with probe.regParam,"
                + " or probe more recordings");
  }

  private static FitNote ofChoice(int unfinished) {
    return new FitNote.NotConverged(unfinished, 30, false, 200);
  }
}
