package org.greedyinfomax.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.CandidateSets;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * The work of {@link InfoNce}: loss and gradients of all contexts of a batch, some hundreds at a
 * time.
 *
 * <p>Contexts of all sequences stand in one matrix, so that a score matrix is multiplied with many
 * at once. Contexts from which a step leads out of the window are multiplied, too, where others
 * stand behind them; nothing comes of it.
 */
final class Contrast {

  /** Numbers of predictions at a time, if a context has no more: four megabytes. */
  private static final int BLOCK = 1 << 20;

  /** Contexts at a time at least: with fewer, products spend their time on the score matrices. */
  private static final int LEAST = 64;

  private final Engine engine;
  private final Parameter predictor;
  private final Anchors anchors;
  private final List<int[]> negatives;
  private final double share;
  private final int perAnchor;
  private final Matrix contexts;
  private final Matrix dContexts;
  private final Matrix encodings;
  private final Optional<Matrix> dEncodings;

  /**
   * Prepares the work on a batch.
   *
   * @param share of these anchors in the loss: 1, unless there are others
   */
  Contrast(
      Engine engine,
      Parameter predictor,
      Anchors anchors,
      List<int[]> negatives,
      double share,
      Tensor contexts,
      Tensor dContexts,
      Tensor encodings,
      Optional<Tensor> dEncodings) {
    this.engine = engine;
    this.predictor = predictor;
    this.anchors = anchors;
    this.negatives = negatives;
    this.share = share;
    this.contexts = contexts.matrix();
    this.dContexts = dContexts.matrix();
    this.encodings = encodings.matrix();
    this.dEncodings = dEncodings.map(Tensor::matrix);
    perAnchor = negatives.get(0).length / anchors.count(1);
    for (int k = 1; k <= anchors.steps(); k++) {
      Check.argument(
          perAnchor > 0 && negatives.get(k - 1).length == anchors.count(k) * perAnchor,
          "step %d has %d anchors, but %d negatives",
          k,
          anchors.count(k),
          negatives.get(k - 1).length);
    }
  }

  /** Adds the gradients of all contexts, and returns their share of loss and accuracy. */
  ContrastSums addAll(Arena arena) {
    double loss = 0;
    double correct = 0;
    int most = Math.max(LEAST, BLOCK / (anchors.steps() * encodings.columns()));
    for (int from = 0; from < contexts.rows(); from += most) {
      try (Arena.Frame scratch = arena.frame()) {
        Block block = new Block(from, Math.min(most, contexts.rows() - from));
        if (block.reach(1) > 0) {
          ContrastSums sums = block.new Work(arena).add();
          loss += sums.loss();
          correct += sums.correct();
        }
      }
    }
    return new ContrastSums(loss, correct);
  }

  /** What is done with neighbouring contexts of one sequence that predict equally far ahead. */
  @FunctionalInterface
  private interface Run {
    void on(int first, int count, int target);
  }

  /** Contexts {@code from} to {@code from + size} of all sequences. */
  private final class Block {

    private final int from;
    private final int size;

    Block(int from, int size) {
      this.from = from;
      this.size = size;
    }

    /**
     * Calls for each run of contexts that predict {@code k} steps ahead, numbered within the block,
     * and the row of the encodings that the first of them predicts.
     */
    void forEachRun(int k, Run run) {
      int window = anchors.window();
      for (int sequence = from / window; sequence * window < from + size; sequence++) {
        int begin = Math.max(from, sequence * window);
        int end = Math.min(from + size, sequence * window + anchors.perSequence(k));
        if (begin < end) {
          int target = sequence * anchors.frames() + anchors.start() + begin - sequence * window;
          run.on(begin - from, end - begin, target + anchors.distance(k));
        }
      }
    }

    /** Contexts up to the last that predicts {@code k} steps ahead. */
    int reach(int k) {
      int[] end = {0};
      forEachRun(k, (first, count, target) -> end[0] = first + count);
      return end[0];
    }

    /** The negatives of every context, once for all steps that meet the same. */
    CandidateSets sets() {
      CandidateSets sets = new CandidateSets(perAnchor);
      for (int a = 0; a < size; a++) {
        int sequence = (from + a) / anchors.window();
        int place = (from + a) % anchors.window();
        int steps = anchors.stepsFrom(place);
        for (int k = 1, next = 1; k <= steps; k = next) {
          int start = start(sequence, place, k);
          int[] rows = negatives.get(k - 1);
          do {
            next++;
          } while (next <= steps && areSame(rows, start, sequence, place, next));
          sets.add(a, k - 1, next - k, rows, start);
        }
      }
      return sets;
    }

    /** Where the negatives of a context at step {@code k} begin. */
    private int start(int sequence, int place, int k) {
      return (sequence * anchors.perSequence(k) + place) * perAnchor;
    }

    private boolean areSame(int[] rows, int start, int sequence, int place, int k) {
      int other = start(sequence, place, k);
      return Arrays.equals(
          rows, start, start + perAnchor, negatives.get(k - 1), other, other + perAnchor);
    }

    /** The block's memory, and what happens in it. */
    private final class Work {

      private final Matrix some = contexts.rows(from, size);
      private final Matrix dSome = dContexts.rows(from, size);
      private final CandidateSets sets = sets();
      private final Tensor predicted; // [steps, size, channels]
      private final Tensor dPredicted;
      private final Tensor scores; // [steps, size, 1 + perAnchor], the true candidate first
      private final Tensor gathered; // [perAnchor, channels]

      Work(Arena arena) {
        int channels = encodings.columns();
        predicted = arena.allocate(anchors.steps(), size, channels);
        dPredicted = arena.zeros(anchors.steps(), size, channels);
        scores = arena.allocate(anchors.steps(), size, 1 + perAnchor);
        gathered = arena.allocate(perAnchor, channels);
      }

      ContrastSums add() {
        for (int k = 1; k <= anchors.steps() && reach(k) > 0; k++) {
          predict(k);
        }
        engine.score(sets, encodings, predicted, scores, gathered);
        double loss = 0;
        double correct = 0;
        for (int k = 1; k <= anchors.steps() && reach(k) > 0; k++) {
          ContrastSums sums = contrast(k);
          loss += sums.loss();
          correct += sums.correct();
        }
        engine.scoreGradients(sets, encodings, predicted, scores, dPredicted, dEncodings, gathered);
        for (int k = 1; k <= anchors.steps() && reach(k) > 0; k++) {
          Matrix before = some.rows(0, reach(k));
          Matrix slopes = at(dPredicted, k, 0, reach(k));
          engine.addProduct(
              slopes, weight(predictor.value(), k).transposed(), dSome.rows(0, reach(k)));
          engine.addProduct(before.transposed(), slopes, weight(predictor.gradient(), k));
        }
        return new ContrastSums(loss, correct);
      }

      private void predict(int k) {
        engine.multiply(
            some.rows(0, reach(k)), weight(predictor.value(), k), at(predicted, k, 0, reach(k)));
        forEachRun(
            k,
            (first, count, target) ->
                engine.rowDots(
                    at(predicted, k, first, count),
                    encodings.rows(target, count),
                    at(scores, k, first, count).columns(0, 1)));
      }

      /** Turns the scores of a step into their gradients, and follows those of true candidates. */
      private ContrastSums contrast(int k) {
        double weight = share / anchors.count(k) / anchors.steps();
        double[] sums = new double[2];
        forEachRun(
            k,
            (first, count, target) -> {
              Matrix slopes = at(scores, k, first, count);
              ContrastSums found = engine.contrast(slopes, weight);
              sums[0] += weight * found.loss();
              sums[1] += weight * found.correct();
              Matrix ofTrue = slopes.columns(0, 1);
              engine.addScaledRows(
                  ofTrue, encodings.rows(target, count), at(dPredicted, k, first, count));
              dEncodings.ifPresent(
                  dz ->
                      engine.addScaledRows(
                          ofTrue, at(predicted, k, first, count), dz.rows(target, count)));
            });
        return new ContrastSums(sums[0], sums[1]);
      }

      /** Rows of some contexts at step {@code k} in a tensor {@code [steps, size, columns]}. */
      private Matrix at(Tensor tensor, int k, int first, int count) {
        int columns = tensor.length(2);
        return tensor.rows(((k - 1L) * size + first) * columns, count, columns, columns);
      }

      /** {@code [context channels, encoding channels]}: {@code W_kᵀ}. */
      private Matrix weight(Tensor tensor, int k) {
        int in = tensor.length(1);
        int out = tensor.length(2);
        return tensor.rows((k - 1L) * in * out, in, out, out);
      }
    }
  }
}
