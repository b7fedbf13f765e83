package org.greedyinfomax.loss;

import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.MeanPooling;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.layer.Pass;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
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

  private final Engine engine;
  private final Parameter weight;
  private final Parameter bias;
  private final MeanPooling pooling;

  /**
   * Makes a loss of the given classifier, which it shares with the caller.
   *
   * @param weight {@code [context channels, classes]}
   * @param bias {@code [classes]}
   */
  public CrossEntropy(Engine engine, Parameter weight, Parameter bias) {
    weight.value().require("classifier weight", -1, -1);
    bias.value().require("classifier bias", weight.value().length(1));
    this.engine = engine;
    this.weight = weight;
    this.bias = bias;
    pooling = new MeanPooling(engine);
  }

  /**
   * Computes the loss and its gradients, and adds to the gradients of the classifier.
   *
   * @param context {@code [batch, …, context channels]}
   * @param encoding of no importance
   * @param classes of each sample, in 0..classes−1
   */
  @Override
  public Evaluation evaluate(
      Tensor context,
      Tensor encoding,
      Targets targets,
      int[] classes,
      RandomStream random,
      Arena arena) {
    int batch = context.length(0);
    int channels = context.length(context.axes() - 1);
    Check.argument(
        classes.length == batch,
        "%d samples need as many classes, but there are %d",
        batch,
        classes.length);
    int places = Math.toIntExact(context.size() / batch / channels);
    Pass means = pooling.forward(context.reshape(batch, places, 1, channels), arena);
    Matrix pooled = means.output().matrix();
    Matrix scores = arena.allocate(batch, weight.value().length(1)).matrix();
    engine.multiply(pooled, weight.value().matrix(), scores);
    engine.addBias(bias.value(), scores);
    ContrastSums sums = engine.classify(scores, classes, 1.0 / batch); // now gradients
    engine.addProduct(pooled.transposed(), scores, weight.gradient().matrix());
    engine.addColumnSums(scores, bias.gradient());
    Tensor dPooled = arena.allocate(batch, channels);
    engine.multiply(scores, weight.value().matrix().transposed(), dPooled.matrix());
    Tensor dContext = means.backward(dPooled).reshape(context.shape());
    return new Evaluation(sums.loss() / batch, sums.correct() / batch, dContext, Optional.empty());
  }
}
