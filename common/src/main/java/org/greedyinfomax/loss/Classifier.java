package org.greedyinfomax.loss;

import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/** A linear classifier of vectors, and the cross-entropy of their classes. */
final class Classifier {

  private final Engine engine;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Makes a classifier of parameters that it shares with the caller.
   *
   * @param weight {@code [channels, classes]}
   * @param bias {@code [classes]}
   */
  Classifier(Engine engine, Parameter weight, Parameter bias) {
    weight.value().require("classifier weight", -1, -1);
    bias.value().require("classifier bias", weight.value().length(1));
    this.engine = engine;
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * The cross-entropy of some vectors.
   *
   * @param loss mean over vectors, in nats
   * @param accuracy expected share of vectors whose class has the highest logit
   * @param gradient of the loss at the vectors, in their shape
   */
  record Result(double loss, double accuracy, Tensor gradient) {}

  /**
   * Computes the loss and its gradients, and adds to the gradients of the parameters.
   *
   * @param vectors {@code [n, channels]}
   * @param classes of each vector, in 0..classes−1
   */
  Result classify(Matrix vectors, int[] classes, Arena arena) {
    int n = vectors.rows();
    Matrix logits = arena.allocate(n, weight.value().length(1)).matrix();
    engine.multiply(vectors, weight.value().matrix(), logits);
    engine.addBias(bias.value(), logits);
    ContrastSums sums = engine.classify(logits, classes, 1.0 / n); // now gradients
    engine.addProduct(vectors.transposed(), logits, weight.gradient().matrix());
    engine.addColumnSums(logits, bias.gradient());
    Tensor gradient = arena.allocate(n, vectors.columns());
    engine.multiply(logits, weight.value().matrix().transposed(), gradient.matrix());
    return new Result(sums.loss(), sums.correct(), gradient);
  }
}
