package org.greedyinfomax.tensor;

import static org.greedyinfomax.tensor.ArrayMemory.column;
import static org.greedyinfomax.tensor.ArrayMemory.view;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores of true and false candidates, and the way back. All meetings of contexts and candidates
 * are multiplied together, some megabytes of candidates at a time, whatever sets they belong to.
 */
final class ArrayCandidates {

  private final ArrayOperations operations;
  private final ArrayRows rows;
  private final Arena scratch;

  ArrayCandidates(ArrayOperations operations, ArrayRows rows, Arena scratch) {
    this.operations = operations;
    this.rows = rows;
    this.scratch = scratch;
  }

  void rowDots(Matrix x, Matrix y, Matrix dots) {
    Shapes.requireSameColumns(x, y);
    ArrayParts.ofRows(
        dots.rows(),
        x.columns(),
        (from, count) -> {
          try (Arena.Frame frame = scratch.frame()) {
            INDArray products = view(scratch.allocate(count, x.columns()));
            operations.multiply(view(x.rows(from, count)), view(y.rows(from, count)), products);
            operations.sum(products, 1, column(dots.rows(from, count)));
          }
        });
  }

  void addScaledRows(Matrix factors, Matrix x, Matrix y) {
    Shapes.requireSameColumns(x, y);
    ArrayParts.ofRows(
        factors.rows(),
        x.columns(),
        (from, count) -> {
          try (Arena.Frame frame = scratch.frame()) {
            INDArray scaled = view(scratch.allocate(count, x.columns()));
            INDArray factor = view(factors.rows(from, count).columns(0, 1));
            INDArray sums = view(y.rows(from, count));
            operations.multiply(view(x.rows(from, count)), factor, scaled);
            operations.add(sums, scaled, sums);
          }
        });
  }

  void score(CandidateSets sets, Matrix candidates, Tensor predicted, Tensor scores) {
    int channels = candidates.columns();
    int perSet = sets.perSet();
    overMeetings(
        sets,
        channels,
        predicted,
        (count, places, chosen) -> {
          Tensor met = scratch.allocate(count, perSet, channels);
          Tensor contexts = scratch.allocate(count, channels);
          Tensor dots = scratch.allocate(count, perSet);
          rows.gather(candidates, chosen, met.matrix());
          rows.gather(predicted.matrix(), places, contexts.matrix());
          operations.multiply(view(met), view(contexts, count, 1, channels), view(met));
          operations.sum(view(met), 2, view(dots));
          rows.put(dots.matrix(), places, scores.matrix().columns(1, perSet));
        });
  }

  void scoreGradients(
      CandidateSets sets,
      Matrix candidates,
      Tensor predicted,
      Tensor dScores,
      Tensor dPredicted,
      Optional<Matrix> dCandidates) {
    int channels = candidates.columns();
    int perSet = sets.perSet();
    overMeetings(
        sets,
        channels,
        predicted,
        (count, places, chosen) -> {
          Tensor met = scratch.allocate(count, perSet, channels);
          Tensor contexts = scratch.allocate(count, channels);
          Tensor slopes = scratch.allocate(count, perSet);
          INDArray factors = view(slopes, count, perSet, 1);
          rows.gather(dScores.matrix().columns(1, perSet), places, slopes.matrix());
          rows.gather(candidates, chosen, met.matrix());
          operations.multiply(view(met), factors, view(met));
          operations.sum(view(met), 1, view(contexts));
          rows.add(contexts.matrix(), places, dPredicted.matrix());
          if (dCandidates.isPresent()) {
            rows.gather(predicted.matrix(), places, contexts.matrix());
            operations.multiply(factors, view(contexts, count, 1, channels), view(met));
            rows.add(met.matrix(), chosen, dCandidates.get());
          }
        });
  }

  /** Some meetings: their rows of scores, and their candidates. */
  @FunctionalInterface
  private interface Part {
    void of(int count, int[] places, int[] chosen);
  }

  private void overMeetings(CandidateSets sets, int channels, Tensor predicted, Part part) {
    Meetings meetings = Meetings.of(sets, predicted.length(1));
    ArrayParts.ofRows(
        meetings.count(),
        (long) sets.perSet() * channels,
        (from, count) -> {
          try (Arena.Frame frame = scratch.frame()) {
            part.of(count, meetings.rows(from, count), meetings.candidates(from, count));
          }
        });
  }
}
