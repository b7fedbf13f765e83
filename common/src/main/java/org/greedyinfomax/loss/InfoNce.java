package org.greedyinfomax.loss;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * InfoNCE along time: tell the frame that comes {@code k} steps after a context from negatives.
 *
 * <p>The logit of candidate {@code z_j} at context {@code c_t} is {@code s = z_jᵀ W_k c_t}. With
 * the positive {@code z_{t+k}} and {@code n} negatives, a step's loss is the mean over its anchors
 * of {@code −log softmax(s)} at the positive, and the loss is the mean of the {@code K} steps.
 * Where all logits are equal, it is {@code log(n + 1)}.
 *
 * <p>Only the negatives of one context are gathered at a time, so memory does not grow with them.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>, equations 1,
 *     2, 4 and 5 (there the steps are summed, here as in the authors' code averaged)
 */
public final class InfoNce implements LocalLoss {

  private final Engine engine;
  private final Parameter predictor;
  private final NegativeSampler sampler;
  private final int window;

  /**
   * Makes a loss of the given score matrices, which it shares with the caller.
   *
   * @param predictor {@code [K, context channels, encoding channels]}: {@code W_kᵀ} for each step
   * @param window frames that anchors and positives come from, at a random place; 0 takes all
   */
  public InfoNce(Engine engine, Parameter predictor, NegativeSampler sampler, int window) {
    predictor.value().require("predictor", -1, -1, -1);
    this.engine = engine;
    this.predictor = predictor;
    this.sampler = sampler;
    this.window = window;
  }

  /** Returns the same loss with negatives from another sampler. */
  public InfoNce withSampler(NegativeSampler other) {
    return new InfoNce(engine, predictor, other, window);
  }

  /**
   * Computes the loss and its gradients, and adds to the gradient of the predictor.
   *
   * @param batch with contexts {@code [batch, time, context channels]} and encodings {@code [batch,
   *     time, encoding channels]}
   */
  @Override
  public Evaluation evaluate(Batch batch, RandomStream random, Arena arena) {
    Tensor context = batch.context();
    Tensor encoding = batch.encoding();
    int steps = predictor.value().length(0);
    int sequences = context.length(0);
    int frames = context.length(1);
    context.require("context", sequences, frames, predictor.value().length(1));
    encoding.require("encoding", sequences, frames, predictor.value().length(2));
    int width = window == 0 ? frames : Math.min(window, frames);
    int start = random.below(frames - width + 1);
    Anchors anchors = new Anchors(sequences, frames, start, width, steps);
    List<int[]> negatives = sampler.draw(anchors, random);

    Tensor dContext = arena.zeros(context.shape());
    Optional<Tensor> dEncoding =
        batch.targets() == Targets.TRAINED
            ? Optional.of(arena.zeros(encoding.shape()))
            : Optional.empty();
    try (Arena.Frame scratch = arena.frame()) {
      boolean isWhole = width == frames;
      Tensor seen = isWhole ? context : copyWindow(context, anchors, arena);
      Tensor dSeen = isWhole ? dContext : arena.zeros(seen.shape());
      InfoNceBatch contrast =
          new InfoNceBatch(
              engine,
              predictor,
              new InfoNceBatch.Sampled(anchors, negatives, 1),
              new InfoNceBatch.Vectors(seen, dSeen, encoding, dEncoding));
      ContrastSums sums = contrast.addAll(arena);
      for (int b = 0; b < sequences && !isWhole; b++) {
        engine.copy(windowOf(dSeen, b, 0, width), windowOf(dContext, b, start, width));
      }
      return new Evaluation(sums.loss(), OptionalDouble.of(sums.correct()), dContext, dEncoding);
    }
  }

  private Tensor copyWindow(Tensor context, Anchors anchors, Arena arena) {
    Tensor seen = arena.allocate(anchors.batch(), anchors.window(), context.length(2));
    for (int b = 0; b < anchors.batch(); b++) {
      engine.copy(
          windowOf(context, b, anchors.start(), anchors.window()),
          windowOf(seen, b, 0, anchors.window()));
    }
    return seen;
  }

  private static Matrix windowOf(Tensor x, int b, int start, int width) {
    int channels = x.length(2);
    return x.rows(((long) b * x.length(1) + start) * channels, width, channels, channels);
  }
}
