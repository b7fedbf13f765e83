package org.greedyinfomax.tensor.cpu;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import java.util.Arrays;
import java.util.Optional;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Tensor;

/**
 * {@link ContrastPasses#contrast} in single precision, set by set.
 *
 * <p>A product of matrices as small as these, six predictions and ten candidates, spends its time
 * on preparing. A product of a matrix and a vector does not, and the sums of the gradients are
 * plain loops over arrays.
 */
final class FloatContrast {

  private final NegativeSets sets;
  private final double[] weights;
  private final Matrix candidates;
  private final Matrix predicted;
  private final int contexts;
  private final Optional<Matrix> dCandidates;
  private final Matrix compared; // [1 + negatives, channels]
  private final Matrix logitRows; // [steps, 1 + negatives]
  private final float[][] predictions; // [steps][channels]
  private final float[][] positives; // [steps][channels]
  private final float[][] negatives; // [negatives][channels]
  private final float[] logits; // [steps · (1 + negatives)], later their gradients
  private final float[] sums; // [channels]
  private final double[] row;

  @SuppressWarnings("UnusedVariable") // or the compiler may leave the reading out
  private float prefetched;

  private final Softmax softmax = new Softmax();

  FloatContrast(
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates,
      Tensor scratch) {
    this.sets = sets;
    this.weights = weights;
    this.candidates = candidates;
    this.predicted = predicted.matrix();
    this.dCandidates = dCandidates;
    int steps = predicted.length(0);
    contexts = predicted.length(1);
    int choices = 1 + sets.perSet();
    int channels = candidates.columns();
    compared = scratch.slice(0, choices, channels).matrix();
    logitRows = scratch.slice((long) choices * channels, steps, choices).matrix();
    predictions = new float[steps][channels];
    positives = new float[steps][channels];
    negatives = new float[sets.perSet()][channels];
    logits = new float[steps * choices];
    sums = new float[channels];
    row = new double[choices];
  }

  ContrastSums all() {
    for (int set = 0; set < sets.count(); set++) {
      score(set);
      if (set + 1 < sets.count()) {
        prefetch(set + 1);
      }
      toGradients(set);
      if (dCandidates.isPresent()) {
        addToCandidates(set, dCandidates.get());
      }
      setPredictions(set);
    }
    return softmax.sums();
  }

  /**
   * Prefetches a set's negatives and their gradients into the cache. They lie anywhere: read one
   * after the other, each line of the cache would be waited for; so, many are read at a time.
   */
  private void prefetch(int set) {
    float sum = 0;
    for (int j = 0; j < negatives.length; j++) {
      sum += floats(candidates).touch(candidates.row(sets.negative(set, j)), sums.length);
    }
    if (dCandidates.isPresent()) {
      Matrix gradients = dCandidates.get();
      for (int j = 0; j < negatives.length; j++) {
        sum += floats(gradients).touch(gradients.row(sets.negative(set, j)), sums.length);
      }
    }
    prefetched = sum;
  }

  /** Takes a set's predictions and candidates, and compares each with each. */
  private void score(int set) {
    FloatMemory known = floats(candidates);
    FloatMemory gathered = floats(compared);
    for (int j = 0; j < negatives.length; j++) {
      known.take(candidates.row(sets.negative(set, j)), negatives[j], sums.length);
      gathered.give(compared.row(1 + j), negatives[j], sums.length);
    }
    for (int i = 0; i < sets.steps(set); i++) {
      long prediction = predicted.row(place(set, i));
      floats(predicted).take(prediction, predictions[i], sums.length);
      known.take(candidates.row(sets.positive(set, i)), positives[i], sums.length);
      gathered.give(compared.row(0), positives[i], sums.length);
      cblas_sgemv(
          CblasRowMajor,
          CblasNoTrans,
          compared.rows(),
          compared.columns(),
          1,
          gathered.left(compared.offset()),
          compared.rowStride(),
          floats(predicted).right(prediction),
          1,
          0,
          floats(logitRows).result(logitRows.row(i)),
          1);
    }
  }

  /** Returns where the prediction at a set's step lies, counted from its first. */
  private int place(int set, int step) {
    return (sets.firstStep(set) + step) * contexts + sets.context(set);
  }

  /** Turns logits into their gradients, and adds to the sums. */
  private void toGradients(int set) {
    floats(logitRows).take(logitRows.offset(), logits, sets.steps(set) * row.length);
    for (int i = 0; i < sets.steps(set); i++) {
      int start = i * row.length;
      for (int j = 0; j < row.length; j++) {
        row[j] = logits[start + j];
      }
      softmax.add(row, 0, weights[sets.firstStep(set) + i]);
      for (int j = 0; j < row.length; j++) {
        logits[start + j] = (float) row[j];
      }
    }
  }

  /** Adds to the gradients of the candidates what the predictions ask of them. */
  private void addToCandidates(int set, Matrix gradients) {
    FloatMemory memory = floats(gradients);
    int steps = sets.steps(set);
    for (int j = 0; j < negatives.length; j++) {
      long gradient = gradients.row(sets.negative(set, j));
      memory.take(gradient, sums, sums.length);
      addRows(predictions, steps, 1 + j, row.length);
      memory.give(gradient, sums, sums.length);
    }
    for (int i = 0; i < steps; i++) {
      long gradient = gradients.row(sets.positive(set, i));
      memory.take(gradient, sums, sums.length);
      addRow(predictions[i], logits[i * row.length]);
      memory.give(gradient, sums, sums.length);
    }
  }

  /** Replaces the predictions by their gradients. */
  private void setPredictions(int set) {
    for (int i = 0; i < sets.steps(set); i++) {
      Arrays.fill(sums, 0);
      addRow(positives[i], logits[i * row.length]);
      addRows(negatives, negatives.length, i * row.length + 1, 1);
      floats(predicted).give(predicted.row(place(set, i)), sums, sums.length);
    }
  }

  /**
   * Adds the first rows, each times a gradient of a logit: the one at {@code first}, the next at
   * {@code first + next}, and so on.
   */
  private void addRows(float[][] rows, int count, int first, int next) {
    int done = 0;
    for (; done + 4 <= count; done += 4) {
      int s = first + done * next;
      SkinnyGemm.addFour(
          sums,
          rows[done],
          rows[done + 1],
          rows[done + 2],
          rows[done + 3],
          logits[s],
          logits[s + next],
          logits[s + 2 * next],
          logits[s + 3 * next]);
    }
    for (; done < count; done++) {
      addRow(rows[done], logits[first + done * next]);
    }
  }

  private void addRow(float[] a, float ofA) {
    float[] total = sums;
    for (int k = 0; k < total.length; k++) {
      total[k] += ofA * a[k];
    }
  }

  private static FloatMemory floats(Matrix matrix) {
    return (FloatMemory) matrix.memory();
  }
}
