package org.greedyinfomax.tensor.cuda;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/** Softmax cross-entropy of candidates or classes, and its gradients. */
final class CudaContrast {

  private static final int PER_SET = 4; // numbers that describe a set
  private static final int SUMS = 2; // loss and hits
  private static final int THREADS = 128; // of a block: about as many as a set has logits

  private CudaContrast() {}

  static ContrastSums contrast(
      CudaStream stream,
      NegativeSets sets,
      double[] weights,
      Matrix candidates,
      Tensor predicted,
      Optional<Matrix> dCandidates) {
    Shapes.requireSameColumns(candidates, predicted.matrix());
    int count = sets.count();
    if (count == 0) {
      CudaElementwise.fill(stream, predicted.matrix(), 0);
      return new ContrastSums(0, 0);
    }
    int steps = predicted.length(0);
    int contexts = predicted.length(1);
    int channels = predicted.length(2);
    int perSet = sets.perSet();
    int[] negatives = negatives(sets, candidates.rows());
    IndexBuckets uses =
        dCandidates.isPresent() ? uses(sets, candidates.rows()) : IndexBuckets.of(new int[0], 1);

    int[] described = described(sets, steps, contexts);
    int[] bits = bits(weights);
    int[] setOf = setOf(sets, steps, contexts);
    int[] pairs = pairs(sets, uses);
    long sent = stream.send(bits, described, negatives, setOf, uses.keys(), uses.starts(), pairs);
    long atSets = after(sent, bits);
    long atNegatives = after(atSets, described);
    long atSetOf = after(atNegatives, negatives);
    long atKeys = after(atSetOf, setOf);
    long atStarts = after(atKeys, uses.keys());
    long atUses = after(atStarts, uses.starts());

    long sumsBytes = (count + 1L) * SUMS * Double.BYTES;
    long logitsBytes = (long) count * steps * (1 + perSet) * stream.bytes();
    long sums = stream.scratch(sumsBytes + logitsBytes);
    long logits = sums + sumsBytes;
    stream.start(
        "contrast_logits",
        count,
        THREADS,
        atSets,
        atNegatives,
        perSet,
        sets.positiveStride(),
        sent,
        candidates,
        predicted,
        steps,
        contexts,
        channels,
        logits,
        sums + (long) SUMS * Double.BYTES);
    if (dCandidates.isPresent()) {
      stream.start(
          "contrast_candidates",
          uses.keys().length,
          THREADS,
          atKeys,
          atStarts,
          atUses,
          atSets,
          perSet,
          predicted,
          steps,
          contexts,
          channels,
          logits,
          dCandidates.get());
    }
    stream.start(
        "contrast_predictions",
        setOf.length,
        THREADS,
        atSetOf,
        atSets,
        atNegatives,
        perSet,
        sets.positiveStride(),
        candidates,
        predicted,
        steps,
        contexts,
        channels,
        logits);
    return sums(stream, sums, count);
  }

  private static long after(long address, int[] array) {
    return address + (long) array.length * Integer.BYTES;
  }

  /** Adds pairs that lie behind the place of their sum. */
  private static ContrastSums sums(CudaStream stream, long sums, int count) {
    stream.launch("sum_parts", SUMS, sums + (long) SUMS * Double.BYTES, count, sums);
    double[] both = stream.doubles(sums, SUMS);
    return new ContrastSums(both[0], both[1]);
  }

  /** Doubles as pairs of integers, so that they travel with integers. */
  private static int[] bits(double[] numbers) {
    int[] bits = new int[2 * numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      long both = Double.doubleToRawLongBits(numbers[i]);
      bits[2 * i] = (int) both;
      bits[2 * i + 1] = (int) (both >>> Integer.SIZE);
    }
    return bits;
  }

  private static int[] described(NegativeSets sets, int steps, int contexts) {
    int[] described = new int[Shapes.count((long) PER_SET * sets.count())];
    for (int s = 0; s < sets.count(); s++) {
      Objects.checkFromIndexSize(sets.firstStep(s), sets.steps(s), steps);
      described[PER_SET * s] = Objects.checkIndex(sets.context(s), contexts);
      described[PER_SET * s + 1] = sets.firstStep(s);
      described[PER_SET * s + 2] = sets.steps(s);
      described[PER_SET * s + 3] = sets.positive(s, 0);
    }
    return described;
  }

  /** Returns the set that serves each prediction, or -1. */
  private static int[] setOf(NegativeSets sets, int steps, int contexts) {
    int[] setOf = new int[Shapes.count((long) steps * contexts)];
    Arrays.fill(setOf, -1);
    for (int s = 0; s < sets.count(); s++) {
      for (int i = 0; i < sets.steps(s); i++) {
        setOf[(sets.firstStep(s) + i) * contexts + sets.context(s)] = s;
      }
    }
    return setOf;
  }

  private static int[] negatives(NegativeSets sets, int rows) {
    int[] negatives = new int[Shapes.count((long) sets.count() * sets.perSet())];
    for (int s = 0; s < sets.count(); s++) {
      Objects.checkIndex(sets.positive(s, 0), rows);
      Objects.checkIndex(sets.positive(s, sets.steps(s) - 1), rows);
      for (int j = 0; j < sets.perSet(); j++) {
        negatives[s * sets.perSet() + j] = Objects.checkIndex(sets.negative(s, j), rows);
      }
    }
    return negatives;
  }

  /** Returns the uses of each candidate: in the order of sets, negatives before positives. */
  private static IndexBuckets uses(NegativeSets sets, int rows) {
    long total = 0;
    for (int s = 0; s < sets.count(); s++) {
      total += sets.perSet() + sets.steps(s);
    }
    int[] candidates = new int[Shapes.count(total)];
    int n = 0;
    for (int s = 0; s < sets.count(); s++) {
      for (int j = 0; j < sets.perSet(); j++) {
        candidates[n++] = sets.negative(s, j);
      }
      for (int i = 0; i < sets.steps(s); i++) {
        candidates[n++] = sets.positive(s, i);
      }
    }
    return IndexBuckets.of(candidates, rows);
  }

  /**
   * For each use the set, and {@code 1 + j} for negative j, or {@code -i} for the positive at its
   * step i.
   */
  private static int[] pairs(NegativeSets sets, IndexBuckets uses) {
    int[] all = new int[Shapes.count(2L * uses.members().length)];
    int n = 0;
    for (int s = 0; s < sets.count() && all.length > 0; s++) {
      for (int j = 0; j < sets.perSet(); j++) {
        all[n++] = s;
        all[n++] = 1 + j;
      }
      for (int i = 0; i < sets.steps(s); i++) {
        all[n++] = s;
        all[n++] = -i;
      }
    }
    int[] pairs = new int[all.length];
    for (int q = 0; q < uses.members().length; q++) {
      pairs[2 * q] = all[2 * uses.members()[q]];
      pairs[2 * q + 1] = all[2 * uses.members()[q] + 1];
    }
    return pairs;
  }

  static ContrastSums classify(CudaStream stream, Matrix logits, int[] classes, double scale) {
    Shapes.requireClasses(classes, logits);
    for (int one : classes) {
      Objects.checkIndex(one, logits.columns());
    }
    int blocks = (logits.rows() - 1) / CudaStream.THREADS + 1;
    long sums = stream.scratch((blocks + 1L) * SUMS * Double.BYTES);
    stream.launch(
        "classify_rows",
        blocks,
        logits,
        logits.rows(),
        logits.columns(),
        stream.send(classes),
        scale,
        sums + (long) SUMS * Double.BYTES);
    return sums(stream, sums, blocks);
  }
}
