package org.greedyinfomax.loss;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.greedyinfomax.Check;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * InfoNCE across a grid of patches: tell the patch that lies {@code k + skip} rows below a context
 * (or columns beside it, or rows above) from negatives. Patches that overlap the context are
 * skipped. With several directions, each has its own score matrices, and the loss is their mean.
 *
 * <p>All lines of the batch that run in a direction are taken together as one sequence, position by
 * position: a step is as long as there are lines, and {@link Anchors} of neighbouring rows predict
 * neighbouring rows.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>, section 4.1
 */
public final class GridInfoNce implements LocalLoss {

  private final Engine engine;
  private final Parameter predictor;
  private final NegativeSampler sampler;
  private final List<Direction> directions;
  private final int skip;

  /**
   * Makes a loss of the given score matrices, which it shares with the caller.
   *
   * @param predictor {@code [D·K, context channels, encoding channels]}: {@code W_kᵀ} for each step
   *     of each direction in turn
   * @param directions D, at least one, all different, none of them forward
   * @param skip nearest patches in a direction that are not predicted
   */
  public GridInfoNce(
      Engine engine,
      Parameter predictor,
      NegativeSampler sampler,
      List<Direction> directions,
      int skip) {
    predictor.value().require("predictor", -1, -1, -1);
    Check.argument(
        !directions.isEmpty()
            && !directions.contains(Direction.FORWARD)
            && EnumSet.copyOf(directions).size() == directions.size()
            && predictor.value().length(0) % directions.size() == 0,
        "a grid needs different directions and as many steps in each, but has %s and %d",
        directions,
        predictor.value().length(0));
    this.engine = engine;
    this.predictor = predictor;
    this.sampler = sampler;
    this.directions = List.copyOf(directions);
    this.skip = skip;
  }

  /** Returns the same loss with negatives from another sampler. */
  public GridInfoNce withSampler(NegativeSampler other) {
    return new GridInfoNce(engine, predictor, other, directions, skip);
  }

  /**
   * Computes the loss and its gradients, and adds to the gradient of the predictor.
   *
   * @param batch with contexts {@code [batch, grid rows, grid columns, context channels]} and
   *     encodings {@code [batch, grid rows, grid columns, encoding channels]}
   */
  @Override
  public Evaluation evaluate(Batch batch, RandomStream random, Arena arena) {
    Tensor context = batch.context();
    Tensor encoding = batch.encoding();
    int[] grid = context.shape();
    context.require("context", -1, -1, -1, predictor.value().length(1));
    encoding.require("encoding", grid[0], grid[1], grid[2], predictor.value().length(2));
    Tensor dContext = arena.zeros(grid);
    Optional<Tensor> dEncoding =
        batch.targets() == Targets.TRAINED
            ? Optional.of(arena.zeros(encoding.shape()))
            : Optional.empty();
    double loss = 0;
    double accuracy = 0;
    for (int d = 0; d < directions.size(); d++) {
      try (Arena.Frame scratch = arena.frame()) {
        Lines lines = new Lines(directions.get(d), grid);
        Tensor c = lines.gather(context, arena);
        Tensor z = context == encoding ? c : lines.gather(encoding, arena);
        Tensor dc = arena.zeros(c.shape());
        Optional<Tensor> dz = dEncoding.map(ignored -> arena.zeros(z.shape()));
        Parameter weights = weights(d);
        int steps = weights.value().length(0);
        Anchors anchors =
            new Anchors(1, lines.frames(), 0, lines.frames(), steps, skip, lines.count);
        InfoNceBatch contrast =
            new InfoNceBatch(
                engine,
                weights,
                new InfoNceBatch.Sampled(
                    anchors, sampler.draw(anchors, random), 1.0 / directions.size()),
                new InfoNceBatch.Vectors(c, dc, z, dz));
        ContrastSums sums = contrast.addAll(arena);
        loss += sums.loss();
        accuracy += sums.correct();
        lines.scatter(dc, dContext);
        dz.ifPresent(gradient -> lines.scatter(gradient, dEncoding.orElseThrow()));
      }
    }
    return new Evaluation(loss, OptionalDouble.of(accuracy), dContext, dEncoding);
  }

  private Parameter weights(int d) {
    int steps = predictor.value().length(0) / directions.size();
    int in = predictor.value().length(1);
    int out = predictor.value().length(2);
    long start = (long) d * steps * in * out;
    return new Parameter(
        predictor.value().slice(start, steps, in, out),
        predictor.gradient().slice(start, steps, in, out));
  }

  /** The patches of a batch in the order of a direction: position, then line, then image. */
  private final class Lines {

    private final int count;
    private final int[] patches;

    Lines(Direction direction, int[] grid) {
      boolean alongRows = direction == Direction.DOWN || direction == Direction.UP;
      boolean backwards = direction == Direction.UP || direction == Direction.LEFT;
      int images = grid[0];
      int positions = alongRows ? grid[1] : grid[2];
      int across = alongRows ? grid[2] : grid[1];
      count = across * images;
      patches = new int[positions * count];
      for (int i = 0; i < patches.length; i++) {
        int place = i / count;
        int position = backwards ? positions - 1 - place : place;
        int line = i % count / images;
        int row = alongRows ? position : line;
        int column = alongRows ? line : position;
        patches[i] = (i % images * grid[1] + row) * grid[2] + column;
      }
    }

    int frames() {
      return patches.length;
    }

    /** {@code [1, frames, channels]}. */
    Tensor gather(Tensor grid, Arena arena) {
      Matrix rows = grid.matrix();
      Tensor gathered = arena.allocate(1, patches.length, rows.columns());
      engine.gather(rows, patches, 0, gathered.matrix());
      return gathered;
    }

    void scatter(Tensor gradient, Tensor grid) {
      engine.scatterAdd(gradient.matrix(), grid.matrix(), patches, 0);
    }
  }
}
