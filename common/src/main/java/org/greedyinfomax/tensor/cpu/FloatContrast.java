package org.greedyinfomax.tensor.cpu;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import java.util.Arrays;
import java.util.Optional;
import org.greedyinfomax.tensor.CandidateSets;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * {@link ContrastPasses#contrast} in single precision, set by set.
 *
 * <p>A product of matrices as small as these, six predictions and ten candidates, spends its time
 * on preparing. A product of a matrix and a vector does not, and the sums of the way back are plain
 * loops over arrays.
 */
final class FloatContrast {

  private final CandidateSets sets;
  private final double[] weights;
  private final Matrix candidates;
  private final Matrix predicted;
  private final int contexts;
  private final Optional<Matrix> dCandidates;
  private final Matrix compared; // [1 + false candidates, channels]
  private final Matrix scores; // [steps, 1 + false candidates]
  private final float[][] predictions; // [steps][channels]
  private final float[][] truths; // [steps][channels]
  private final float[][] others; // [false candidates][channels]
  private final float[] slopes; // [steps · (1 + false candidates)], scores at first
  private final float[] sums; // [channels]
  private final double[] row;

  @SuppressWarnings("UnusedVariable") // or the compiler may leave the reading out
  private float fetched;

  private final Softmax softmax = new Softmax();

  FloatContrast(
      CandidateSets sets,
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
    scores = scratch.slice((long) choices * channels, steps, choices).matrix();
    predictions = new float[steps][channels];
    truths = new float[steps][channels];
    others = new float[sets.perSet()][channels];
    slopes = new float[steps * choices];
    sums = new float[channels];
    row = new double[choices];
  }

  ContrastSums all() {
    for (int set = 0; set < sets.count(); set++) {
      score(set);
      if (set + 1 < sets.count()) {
        fetch(set + 1);
      }
      judge(set);
      if (dCandidates.isPresent()) {
        follow(set, dCandidates.get());
      }
      replace(set);
    }
    return softmax.sums();
  }

  /**
   * Brings a set's false candidates near, and their gradients. They lie anywhere: one after the
   * other, each line of the cache would be waited for; so, many are on their way at a time.
   */
  private void fetch(int set) {
    float sum = 0;
    for (int j = 0; j < others.length; j++) {
      sum += singles(candidates).touch(candidates.row(sets.row(set, j)), sums.length);
    }
    if (dCandidates.isPresent()) {
      Matrix gradients = dCandidates.get();
      for (int j = 0; j < others.length; j++) {
        sum += singles(gradients).touch(gradients.row(sets.row(set, j)), sums.length);
      }
    }
    fetched = sum;
  }

  /** Takes a set's predictions and candidates, and compares each with each. */
  private void score(int set) {
    FloatMemory known = singles(candidates);
    FloatMemory gathered = singles(compared);
    for (int j = 0; j < others.length; j++) {
      known.take(candidates.row(sets.row(set, j)), others[j], sums.length);
      gathered.give(compared.row(1 + j), others[j], sums.length);
    }
    for (int i = 0; i < sets.steps(set); i++) {
      long prediction = predicted.row(place(set, i));
      singles(predicted).take(prediction, predictions[i], sums.length);
      known.take(candidates.row(sets.truth(set, i)), truths[i], sums.length);
      gathered.give(compared.row(0), truths[i], sums.length);
      cblas_sgemv(
          CblasRowMajor,
          CblasNoTrans,
          compared.rows(),
          compared.columns(),
          1,
          gathered.left(compared.offset()),
          compared.rowStride(),
          singles(predicted).right(prediction),
          1,
          0,
          singles(scores).result(scores.row(i)),
          1);
    }
  }

  /** Where the prediction at a set's step lies, counted from its first. */
  private int place(int set, int step) {
    return (sets.firstStep(set) + step) * contexts + sets.context(set);
  }

  /** Turns scores into slopes. */
  private void judge(int set) {
    singles(scores).take(scores.offset(), slopes, sets.steps(set) * row.length);
    for (int i = 0; i < sets.steps(set); i++) {
      int start = i * row.length;
      for (int j = 0; j < row.length; j++) {
        row[j] = slopes[start + j];
      }
      softmax.add(row, 0, weights[sets.firstStep(set) + i]);
      for (int j = 0; j < row.length; j++) {
        slopes[start + j] = (float) row[j];
      }
    }
  }

  /** Adds to the gradients of the candidates what the predictions ask of them. */
  private void follow(int set, Matrix gradients) {
    FloatMemory memory = singles(gradients);
    int steps = sets.steps(set);
    for (int j = 0; j < others.length; j++) {
      long gradient = gradients.row(sets.row(set, j));
      memory.take(gradient, sums, sums.length);
      addRows(predictions, steps, 1 + j, row.length);
      memory.give(gradient, sums, sums.length);
    }
    for (int i = 0; i < steps; i++) {
      long gradient = gradients.row(sets.truth(set, i));
      memory.take(gradient, sums, sums.length);
      addRow(predictions[i], slopes[i * row.length]);
      memory.give(gradient, sums, sums.length);
    }
  }

  /** Replaces the predictions by their gradients. */
  private void replace(int set) {
    for (int i = 0; i < sets.steps(set); i++) {
      Arrays.fill(sums, 0);
      addRow(truths[i], slopes[i * row.length]);
      addRows(others, others.length, i * row.length + 1, 1);
      singles(predicted).give(predicted.row(place(set, i)), sums, sums.length);
    }
  }

  /** Adds the first rows, each times a slope, of which the first and the next are named. */
  private void addRows(float[][] rows, int count, int slope, int next) {
    int done = 0;
    for (; done + 4 <= count; done += 4) {
      int s = slope + done * next;
      SkinnyGemm.addFour(
          sums,
          rows[done],
          rows[done + 1],
          rows[done + 2],
          rows[done + 3],
          slopes[s],
          slopes[s + next],
          slopes[s + 2 * next],
          slopes[s + 3 * next]);
    }
    for (; done < count; done++) {
      addRow(rows[done], slopes[slope + done * next]);
    }
  }

  private void addRow(float[] a, float ofA) {
    float[] total = sums;
    for (int k = 0; k < total.length; k++) {
      total[k] += ofA * a[k];
    }
  }

  private static FloatMemory singles(Matrix matrix) {
    return (FloatMemory) matrix.memory();
  }
}
