package org.greedyinfomax.loss;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * Supervised learning from a label for every frame, such as the phone that is spoken: a linear
 * classifier of contexts, and the cross-entropy of their classes, averaged over what has a class.
 *
 * <p>Where a sequence has several contexts to a label, their mean is classified: label {@code i}
 * goes with contexts {@code i·f} to {@code (i + 1)·f − 1}, or as many of them as there are.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>, "Supervised"
 *     and "Greedy Supervised" in table 3, phones
 */
public final class FrameCrossEntropy implements LocalLoss {

  private final Engine engine;
  private final int framesPerLabel;
  private final Classifier classifier;

  /**
   * Makes a loss of the given classifier, which it shares with the caller.
   *
   * @param framesPerLabel f, at least 1
   * @param weight {@code [context channels, classes]}
   * @param bias {@code [classes]}
   */
  public FrameCrossEntropy(Engine engine, int framesPerLabel, Parameter weight, Parameter bias) {
    Check.argument(
        framesPerLabel >= 1, "framesPerLabel must be at least 1, but is %d", framesPerLabel);
    this.engine = engine;
    this.framesPerLabel = framesPerLabel;
    classifier = new Classifier(engine, weight, bias);
  }

  /**
   * Computes the loss and its gradients, and adds to the gradients of the classifier. Without any
   * class, all of them are zero.
   *
   * @param batch with contexts {@code [batch, frames, context channels]}, and the classes of all
   *     labels of the first sample, then of the second, and so on: in 0..classes−1, or {@link
   *     #UNLABELLED}, which is left out
   */
  @Override
  public Evaluation evaluate(Batch batch, RandomStream random, Arena arena) {
    Tensor context = batch.context();
    int[] classes = batch.classes();
    context.require("context of frame labels", -1, -1, -1);
    int samples = context.length(0);
    Check.argument(
        classes.length > 0 && classes.length % samples == 0,
        "%d samples need as many labels each, but there are %d",
        samples,
        classes.length);
    Tensor dContext = arena.zeros(context.shape());
    Spans spans = new Spans(context.length(1), classes.length / samples);
    int[] labelled =
        IntStream.range(0, classes.length)
            .filter(i -> classes[i] != UNLABELLED && spans.count(i) > 0)
            .toArray();
    if (labelled.length == 0) {
      return new Evaluation(0, OptionalDouble.of(0), dContext, Optional.empty());
    }
    Matrix means = arena.allocate(labelled.length, context.length(2)).matrix();
    Shares shares = new Shares(spans.shortest(), arena);
    for (int row = 0; row < labelled.length; row++) {
      Matrix frames = spans.of(context, labelled[row]);
      engine.multiply(shares.of(frames.rows()), frames, means.rows(row, 1));
    }
    int[] known = IntStream.of(labelled).map(i -> classes[i]).toArray();
    Classifier.Result result = classifier.classify(means, known, arena);
    for (int row = 0; row < labelled.length; row++) {
      Matrix frames = spans.of(dContext, labelled[row]);
      engine.multiply(
          shares.of(frames.rows()).transposed(), result.gradient().matrix().rows(row, 1), frames);
    }
    return new Evaluation(
        result.loss(), OptionalDouble.of(result.accuracy()), dContext, Optional.empty());
  }

  /** Which frames go with label {@code i}, counted over all samples. */
  private final class Spans {

    private final int frames;
    private final int labels;

    /**
     * Divides frames among labels.
     *
     * @param frames of a sample
     * @param labels of a sample
     */
    Spans(int frames, int labels) {
      this.frames = frames;
      this.labels = labels;
    }

    int count(int i) {
      return Math.min(framesPerLabel, frames - i % labels * framesPerLabel);
    }

    /** Returns the frames of the last label that has any: the only ones that may be fewer. */
    int shortest() {
      int whole = frames / framesPerLabel;
      return labels > whole && frames % framesPerLabel > 0
          ? frames % framesPerLabel
          : framesPerLabel;
    }

    Matrix of(Tensor sequences, int i) {
      int first = i / labels * frames + i % labels * framesPerLabel;
      return sequences.matrix().rows(first, count(i));
    }
  }

  /** {@code [1, n]}: what each of n frames contributes to their mean. */
  private final class Shares {

    private final Matrix whole;
    private final Matrix shortest;

    Shares(int fewest, Arena arena) {
      whole = equal(framesPerLabel, arena);
      shortest = equal(fewest, arena);
    }

    private Matrix equal(int n, Arena arena) {
      Matrix shares = arena.allocate(1, n).matrix();
      engine.fill(shares, 1.0 / n);
      return shares;
    }

    Matrix of(int n) {
      return n == framesPerLabel ? whole : shortest;
    }
  }
}
