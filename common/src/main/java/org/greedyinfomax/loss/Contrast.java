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
import org.greedyinfomax.tensor.Tensor;

/**
 * The work of {@link InfoNce}: adds loss and gradients of neighbouring contexts of one sequence.
 *
 * <p>Steps at which a context meets the same negatives are scored by one product, and the negatives
 * are gathered once for them.
 */
final class Contrast {

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

  /**
   * Adds the gradients of the contexts {@code from} to {@code from + size} in the window of a
   * sequence, and returns their share of loss and accuracy.
   */
  ContrastSums add(int sequence, int from, int size, Arena arena) {
    try (Arena.Frame scratch = arena.frame()) {
      return new Block(sequence, from, size, arena).add();
    }
  }

  /** Neighbouring contexts, with a row for each of them at every step. */
  private final class Block {

    private final int sequence;
    private final int from;
    private final int size;
    private final int channels = encodings.columns();
    private final Matrix some;
    private final Matrix dSome;
    private final Tensor predicted; // [steps, size, channels]
    private final Tensor dPredicted;
    private final Tensor scores; // [steps, size, 1 + perAnchor], the true candidate first
    private final int[][] groups; // of each context, see groupsOf
    private final Tensor gathered; // [all groups, perAnchor, channels]
    private final Tensor dGathered; // [perAnchor, channels]

    Block(int sequence, int from, int size, Arena arena) {
      this.sequence = sequence;
      this.from = from;
      this.size = size;
      int steps = anchors.steps();
      int row = sequence * anchors.window() + from;
      some = contexts.rows(row, size);
      dSome = dContexts.rows(row, size);
      predicted = arena.allocate(steps, size, channels);
      dPredicted = arena.zeros(steps, size, channels);
      scores = arena.allocate(steps, size, 1 + perAnchor);
      groups = new int[size][];
      int all = 0;
      for (int a = 0; a < size; a++) {
        groups[a] = groupsOf(a);
        all += groups[a].length;
      }
      gathered = arena.allocate(all, perAnchor, channels);
      dGathered = arena.allocate(perAnchor, channels);
    }

    ContrastSums add() {
      for (int k = 1; k <= anchors.steps() && anchorsAt(k) > 0; k++) {
        engine.multiply(some.rows(0, anchorsAt(k)), weight(predictor.value(), k), at(predicted, k));
        engine.rowDots(at(predicted, k), targets(encodings, k), at(scores, k).columns(0, 1));
      }
      forEachGroup(this::score);
      double loss = 0;
      double correct = 0;
      for (int k = 1; k <= anchors.steps() && anchorsAt(k) > 0; k++) {
        double weight = share / anchors.count(k) / anchors.steps();
        ContrastSums sums = engine.contrast(at(scores, k), weight); // now gradients
        loss += weight * sums.loss();
        correct += weight * sums.correct();
        targetGradients(k);
      }
      forEachGroup(this::negativeGradients);
      for (int k = 1; k <= anchors.steps() && anchorsAt(k) > 0; k++) {
        Matrix before = some.rows(0, anchorsAt(k));
        Matrix dBefore = dSome.rows(0, anchorsAt(k));
        engine.addProduct(at(dPredicted, k), weight(predictor.value(), k).transposed(), dBefore);
        engine.addProduct(before.transposed(), at(dPredicted, k), weight(predictor.gradient(), k));
      }
      return new ContrastSums(loss, correct);
    }

    /** Contexts of the block that predict {@code k} steps ahead: the first ones. */
    private int anchorsAt(int k) {
      return Math.max(0, Math.min(size, anchors.perSequence(k) - from));
    }

    /** Rows of the anchors at step {@code k} in a tensor {@code [steps, size, columns]}. */
    private Matrix at(Tensor tensor, int k) {
      int columns = tensor.length(2);
      return tensor.rows((k - 1L) * size * columns, anchorsAt(k), columns, columns);
    }

    /** The same for one context and some steps, from column {@code first} on. */
    private Matrix of(Tensor tensor, int a, int k, int steps, int first) {
      int columns = tensor.length(2);
      return tensor.rows(
          ((k - 1L) * size + a) * columns + first, steps, columns - first, size * columns);
    }

    private Matrix targets(Matrix rows, int k) {
      int first = sequence * anchors.frames() + anchors.start() + from + anchors.distance(k);
      return rows.rows(first, anchorsAt(k));
    }

    /** {@code [context channels, encoding channels]}: {@code W_kᵀ}. */
    private Matrix weight(Tensor tensor, int k) {
      int in = tensor.length(1);
      int out = tensor.length(2);
      return tensor.rows((k - 1L) * in * out, in, out, out);
    }

    /** Steps that a context of the block predicts ahead, at least one. */
    private int stepsFrom(int a) {
      return anchors.stepsFrom(from + a);
    }

    /** Steps that begin a group: they meet other negatives than the step before. */
    private int[] groupsOf(int a) {
      int steps = stepsFrom(a);
      int[] begins = new int[steps];
      int found = 0;
      for (int k = 1; k <= steps; k++) {
        if (k == 1 || !sameNegatives(a, k - 1, k)) {
          begins[found++] = k;
        }
      }
      return Arrays.copyOf(begins, found);
    }

    private boolean sameNegatives(int a, int k, int l) {
      int i = place(a, k);
      int j = place(a, l);
      return Arrays.equals(
          negatives.get(k - 1), i, i + perAnchor, negatives.get(l - 1), j, j + perAnchor);
    }

    /** Where the negatives of a context at step {@code k} begin. */
    private int place(int a, int k) {
      return (sequence * anchors.perSequence(k) + from + a) * perAnchor;
    }

    private void forEachGroup(GroupWork work) {
      int group = 0;
      for (int a = 0; a < size; a++) {
        int[] begins = groups[a];
        for (int g = 0; g < begins.length; g++) {
          int end = g + 1 < begins.length ? begins[g + 1] : stepsFrom(a) + 1;
          long start = (long) group++ * perAnchor * channels;
          Matrix falseOnes = gathered.rows(start, perAnchor, channels, channels);
          work.on(a, begins[g], end - begins[g], falseOnes);
        }
      }
    }

    private void score(int a, int k, int steps, Matrix falseOnes) {
      engine.gather(encodings, negatives.get(k - 1), place(a, k), falseOnes);
      engine.multiply(
          of(predicted, a, k, steps, 0), falseOnes.transposed(), of(scores, a, k, steps, 1));
    }

    private void targetGradients(int k) {
      Matrix slopes = at(scores, k).columns(0, 1);
      engine.addScaledRows(slopes, targets(encodings, k), at(dPredicted, k));
      dEncodings.ifPresent(dz -> engine.addScaledRows(slopes, at(predicted, k), targets(dz, k)));
    }

    private void negativeGradients(int a, int k, int steps, Matrix falseOnes) {
      Matrix slopes = of(scores, a, k, steps, 1);
      engine.addProduct(slopes, falseOnes, of(dPredicted, a, k, steps, 0));
      dEncodings.ifPresent(
          dz -> {
            engine.multiply(slopes.transposed(), of(predicted, a, k, steps, 0), dGathered.matrix());
            engine.scatterAdd(dGathered.matrix(), dz, negatives.get(k - 1), place(a, k));
          });
    }
  }

  /** Works on a context's negatives that are the same for {@code steps} steps from {@code k} on. */
  @FunctionalInterface
  private interface GroupWork {
    void on(int a, int k, int steps, Matrix falseOnes);
  }
}
