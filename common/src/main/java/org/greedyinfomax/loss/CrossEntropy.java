package org.greedyinfomax.loss;

import java.util.Optional;
import java.util.OptionalDouble;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.MeanPooling;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.Pass;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * Supervised learning: a linear classifier of a sample's contexts, averaged over its frames or
 * patches, and the cross-entropy of its class. What the method is compared with.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>, "Supervised"
 *     and "Greedy Supervised" in tables 1 and 3
 */
public final class CrossEntropy implements LocalLoss {

  private final Classifier classifier;
  private final MeanPooling pooling;

  /**
   * Makes a loss of the given classifier, which it shares with the caller.
   *
   * @param weight {@code [context channels, classes]}
   * @param bias {@code [classes]}
   */
  public CrossEntropy(Engine engine, Parameter weight, Parameter bias) {
    classifier = new Classifier(engine, weight, bias);
    pooling = new MeanPooling(engine);
  }

  /**
   * Computes the loss and its gradients, and adds to the gradients of the classifier.
   *
   * @param batch with contexts {@code [batch, …, context channels]}, and the class of each sample,
   *     in 0..classes−1
   */
  @Override
  public Evaluation evaluate(Batch batch, RandomStream random, Arena arena) {
    Tensor context = batch.context();
    int[] classes = batch.classes();
    int samples = context.length(0);
    int channels = context.length(context.axes() - 1);
    Check.argument(
        classes.length == samples,
        "%d samples need as many classes, but there are %d",
        samples,
        classes.length);
    int places = Math.toIntExact(context.size() / samples / channels);
    Pass means = pooling.forward(context.reshape(samples, places, 1, channels), arena);
    Classifier.Result result = classifier.classify(means.output().matrix(), classes, arena);
    Tensor dContext = means.backward(result.gradient()).reshape(context.shape());
    return new Evaluation(
        result.loss(), OptionalDouble.of(result.accuracy()), dContext, Optional.empty());
  }
}
