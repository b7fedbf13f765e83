package org.greedyinfomax.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Tensor;

/**
 * The work of {@link InfoNce}: loss and gradients of all contexts of a batch, some hundreds at a
 * time.
 *
 * <p>Contexts of all sequences stand in one matrix, so that a score matrix is multiplied with many
 * at once. A context at the end of its window has no positive at the later steps. Where other
 * sequences follow it in the matrix, it is multiplied all the same; its prediction is no anchor, so
 * it has no gradient.
 */
final class InfoNceBatch {

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
   * Anchors and their negatives.
   *
   * @param negatives of each step in turn, anchor by anchor, equally many each
   * @param share of these anchors in the loss: 1, unless there are others
   */
  record Sampled(Anchors anchors, List<int[]> negatives, double share) {}

  /**
   * What is compared, and to what gradients are added.
   *
   * @param dEncodings empty, if the encodings are fixed
   */
  record Vectors(
      Tensor contexts, Tensor dContexts, Tensor encodings, Optional<Tensor> dEncodings) {}

  /** Prepares the work on a batch. */
  InfoNceBatch(Engine engine, Parameter predictor, Sampled sampled, Vectors vectors) {
    this.engine = engine;
    this.predictor = predictor;
    anchors = sampled.anchors();
    negatives = sampled.negatives();
    share = sampled.share();
    contexts = vectors.contexts().matrix();
    dContexts = vectors.dContexts().matrix();
    encodings = vectors.encodings().matrix();
    dEncodings = vectors.dEncodings().map(Tensor::matrix);
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
    int most = engine.blockSizes().contexts();
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
    void on(int first, int count);
  }

  /** Contexts {@code from} to {@code from + size} of all sequences. */
  private final class Block {

    private final int from;
    private final int size;

    Block(int from, int size) {
      this.from = from;
      this.size = size;
    }

    /** Calls for each run of contexts that predict {@code k} steps ahead, numbered in the block. */
    void forEachRun(int k, Run run) {
      int window = anchors.window();
      for (int sequence = from / window; sequence * window < from + size; sequence++) {
        int begin = Math.max(from, sequence * window);
        int end = Math.min(from + size, sequence * window + anchors.perSequence(k));
        if (begin < end) {
          run.on(begin - from, end - begin);
        }
      }
    }

    /** Contexts up to the last that predicts {@code k} steps ahead. */
    int reach(int k) {
      int[] end = {0};
      forEachRun(k, (first, count) -> end[0] = first + count);
      return end[0];
    }

    /** Returns the candidates of every context, with negatives that steps share only once. */
    NegativeSets sets() {
      NegativeSets sets = new NegativeSets(perAnchor, anchors.framesPerStep());
      for (int a = 0; a < size; a++) {
        int sequence = (from + a) / anchors.window();
        int place = (from + a) % anchors.window();
        int steps = anchors.stepsFrom(place);
        for (int k = 1, next = 1; k <= steps; k = next) {
          int anchor = anchor(sequence, place, k);
          int[] rows = negatives.get(k - 1);
          do {
            next++;
          } while (next <= steps && areSame(rows, anchor, anchor(sequence, place, next), next));
          int positive = anchors.targetRow(k, anchor);
          sets.add(a, k - 1, next - k, positive, rows, anchor * perAnchor);
        }
      }
      return sets;
    }

    /** Returns which of the anchors of step {@code k} a context is. */
    private int anchor(int sequence, int place, int k) {
      return sequence * anchors.perSequence(k) + place;
    }

    private boolean areSame(int[] rows, int anchor, int other, int k) {
      return Arrays.equals(
          rows,
          anchor * perAnchor,
          (anchor + 1) * perAnchor,
          negatives.get(k - 1),
          other * perAnchor,
          (other + 1) * perAnchor);
    }

    /** The block's memory, and what happens in it. */
    private final class Work {

      private final Matrix some = contexts.rows(from, size);
      private final Matrix dSome = dContexts.rows(from, size);
      private final NegativeSets sets = sets();
      private final Tensor predicted; // [steps, size, channels], later its gradient
      private final Tensor scratch;

      Work(Arena arena) {
        predicted = arena.allocate(anchors.steps(), size, encodings.columns());
        scratch = arena.allocate(sets.scratch(anchors.steps(), encodings.columns()));
      }

      ContrastSums add() {
        double[] weights = new double[anchors.steps()];
        for (int k = 1; k <= anchors.steps() && reach(k) > 0; k++) {
          weights[k - 1] = share / anchors.count(k) / anchors.steps();
          engine.multiply(some.rows(0, reach(k)), weight(predictor.value(), k), at(k, 0, reach(k)));
        }
        ContrastSums sums =
            engine.contrast(sets, weights, encodings, predicted, dEncodings, scratch);
        for (int k = 1; k <= anchors.steps() && reach(k) > 0; k++) {
          Matrix gradient = at(k, 0, reach(k));
          engine.addProduct(
              gradient, weight(predictor.value(), k).transposed(), dSome.rows(0, reach(k)));
          engine.addProduct(
              some.rows(0, reach(k)).transposed(), gradient, weight(predictor.gradient(), k));
        }
        return sums;
      }

      /** Predictions of some contexts at step {@code k}. */
      private Matrix at(int k, int first, int count) {
        int channels = encodings.columns();
        return predicted.rows(((k - 1L) * size + first) * channels, count, channels, channels);
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
