package org.greedyinfomax.model.spec;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.AllTargetsSampler;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.loss.GridInfoNce;
import org.greedyinfomax.loss.InfoNce;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.loss.MixedSampler;
import org.greedyinfomax.loss.NegativeSampler;
import org.greedyinfomax.loss.OtherTargetsSampler;
import org.greedyinfomax.loss.SameSequenceSampler;
import org.greedyinfomax.loss.WholeBatchSampler;
import org.greedyinfomax.tensor.Engine;

/**
 * The InfoNCE loss of every module, as a recipe describes it.
 *
 * @param predictionSteps K: how many frames or patches ahead are predicted, at least 1
 * @param negatives n: negatives of each anchor, in 1..65536
 * @param sampling where the negatives come from
 * @param sameSequenceShare share of the negatives of every anchor that come from its own sequence,
 *     in (0, 1), if they are {@link NegativeSampling#MIXED}; 0 otherwise
 * @param window anchors and positives come from a random window of so many frames; 0 takes all
 * @param skip nearest frames or patches that are not predicted, at least 0: 1 for patches that
 *     overlap their neighbours by a half
 * @param directions where predictions go: forward in a sequence, any others across patches
 */
public record InfoNceSpec(
    int predictionSteps,
    int negatives,
    NegativeSampling sampling,
    double sameSequenceShare,
    int window,
    int skip,
    List<Direction> directions)
    implements LossSpec {

  private static final String PREDICTOR = "predictor.weight";

  /** Each step draws so many for every anchor; beyond that, drawing takes all the time. */
  private static final int MOST_NEGATIVES = 65_536;

  /** Where negatives come from. */
  public enum NegativeSampling {
    /** All frames or patches of the batch, each slot a random permutation of them. */
    WHOLE_BATCH,
    /** The other positives of the same prediction step, never the anchor's own. */
    OTHER_TARGETS,
    /** The positives of the same prediction step, the anchor's own among them. */
    ALL_TARGETS,
    /** The frames of the anchor's own sequence, each slot a random permutation of them. */
    SAME_SEQUENCE,
    /** A share from the anchor's own sequence, the others from the whole batch. */
    MIXED
  }

  /** Creates the task in a sequence, where the next frame is predicted, too. */
  public InfoNceSpec(int predictionSteps, int negatives, NegativeSampling sampling, int window) {
    this(predictionSteps, negatives, sampling, window, 0, List.of(Direction.FORWARD));
  }

  /** Creates the task with negatives that are not mixed. */
  public InfoNceSpec(
      int predictionSteps,
      int negatives,
      NegativeSampling sampling,
      int window,
      int skip,
      List<Direction> directions) {
    this(predictionSteps, negatives, sampling, 0, window, skip, directions);
  }

  public InfoNceSpec {
    Check.argument(
        predictionSteps >= 1, "predictionSteps must be at least 1, but is %d", predictionSteps);
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    Check.argument(
        negatives <= MOST_NEGATIVES,
        "negatives must be at most %d, but is %d",
        MOST_NEGATIVES,
        negatives);
    requireShare(sameSequenceShare, sampling, negatives);
    Check.argument(
        window == 0 || window > predictionSteps,
        "window must be 0 (everything) or more than predictionSteps (%d), but is %d",
        predictionSteps,
        window);
    Check.argument(skip >= 0, "skip must be at least 0, but is %d", skip);
    Check.argument(
        !directions.isEmpty() && EnumSet.copyOf(directions).size() == directions.size(),
        "directions must name at least one, each once, but are %s",
        directions);
    Check.argument(
        !directions.contains(Direction.FORWARD) || directions.size() == 1,
        "directions must be forward alone (sequences) or some of down, right, up, left (images),"
            + " but are %s",
        directions);
    directions = List.copyOf(directions);
    if (isAcrossGrid(directions)) {
      Check.argument(window == 0, "window must be 0 for images, but is %d", window);
      Check.argument(
          sampling != NegativeSampling.SAME_SEQUENCE && sampling != NegativeSampling.MIXED,
          "negativeSampling must be whole-batch, other-targets or all-targets for images, but is"
              + " %s",
          sampling == NegativeSampling.MIXED ? "mixed" : "same-sequence");
    } else {
      Check.argument(skip == 0, "skip must be 0 for sequences, but is %d", skip);
    }
  }

  private static void requireShare(double share, NegativeSampling sampling, int negatives) {
    if (sampling != NegativeSampling.MIXED) {
      Check.argument(
          share == 0,
          "sameSequenceShare must be 0, or left out, unless negativeSampling is mixed, but is %s",
          share);
      return;
    }
    Check.argument(
        share > 0 && share < 1, "sameSequenceShare must lie in (0, 1), but is %s", share);
    long ofSequence = Math.round(share * negatives);
    Check.argument(
        ofSequence >= 1 && ofSequence < negatives,
        "sameSequenceShare must leave negatives of both kinds, but %s of %d makes %d from the"
            + " anchor's own sequence: take more negatives, or negativeSampling = %s",
        share,
        negatives,
        ofSequence,
        ofSequence == 0 ? "whole-batch" : "same-sequence");
  }

  /**
   * Negatives of every anchor that come from its own sequence if they are mixed: the share of all,
   * to the nearest whole number.
   */
  public int negativesOfSequence() {
    return Math.toIntExact(Math.round(sameSequenceShare * negatives));
  }

  /** It in words: steps, negatives, and the window if it does not take all. */
  public String summary() {
    return Text.format(
        "%d steps %s, %d negatives a step (%s%s)%s",
        predictionSteps,
        directions.stream().map(Text::word).collect(Collectors.joining(", ")),
        negatives,
        Text.word(sampling),
        sampling == NegativeSampling.MIXED
            ? Text.format(", %d of them from the same crop", negativesOfSequence())
            : "",
        window == 0 ? "" : Text.format(", in a window of %d frames", window));
  }

  private static boolean isAcrossGrid(List<Direction> directions) {
    return !directions.contains(Direction.FORWARD);
  }

  /** Returns whether it compares patches of images, not frames of sequences. */
  public boolean isAcrossGrid() {
    return isAcrossGrid(directions);
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.infoNce(this);
  }

  /** Loss of a module that cannot tell the candidates apart: {@code log(n + 1)} nats. */
  @Override
  public OptionalDouble ceiling() {
    return OptionalDouble.of(Math.log(negatives + 1.0));
  }

  /** Chooses negatives. */
  NegativeSampler sampler() {
    return switch (sampling) {
      case WHOLE_BATCH -> new WholeBatchSampler(negatives);
      case OTHER_TARGETS -> new OtherTargetsSampler(negatives);
      case ALL_TARGETS -> new AllTargetsSampler(negatives);
      case SAME_SEQUENCE -> new SameSequenceSampler(negatives);
      case MIXED -> new MixedSampler(negativesOfSequence(), negatives - negativesOfSequence());
    };
  }

  @Override
  public boolean isSupervised() {
    return false;
  }

  @Override
  public int labels(SampleShape sample) {
    return 0;
  }

  /** Returns the score matrices: {@code W_kᵀ} for each step of each direction. */
  @Override
  public List<ParameterSpec> parameters(int contextChannels, int encodingChannels) {
    return List.of(
        new ParameterSpec(
            PREDICTOR,
            List.of(directions.size() * predictionSteps, contextChannels, encodingChannels),
            Initializer.Uniform.ofFanIn(contextChannels)));
  }

  @Override
  public LocalLoss build(Engine engine, int hop, Function<String, Parameter> parameters) {
    Parameter predictor = parameters.apply(PREDICTOR);
    return isAcrossGrid()
        ? new GridInfoNce(engine, predictor, sampler(), directions, skip)
        : new InfoNce(engine, predictor, sampler(), window);
  }

  /** Places in a line of a direction. */
  private static int positions(SampleShape shape, Direction direction) {
    if (shape instanceof SampleShape.Patches patches) {
      return direction == Direction.DOWN || direction == Direction.UP
          ? patches.gridRows()
          : patches.gridColumns();
    }
    return shape.places();
  }

  @Override
  public void requireTakes(SampleShape sample) {
    Check.argument(
        sample instanceof SampleShape.Patches == isAcrossGrid(),
        "loss.directions are %s, but the input is %s: images need down, right, up or left,"
            + " sequences forward",
        directions,
        sample);
  }

  @Override
  public void requireFits(String module, int hop, SampleShape output, SampleShape sample) {
    Check.argument(
        output.size() > 0 || output instanceof SampleShape.Sequence,
        "module \"%s\" leaves nothing of %s: take larger patches or fewer strides",
        module,
        sample);
    int fewest =
        directions.stream().mapToInt(direction -> positions(output, direction)).min().orElseThrow();
    int least = predictionSteps + skip + 1;
    Check.argument(
        fewest >= least,
        output instanceof SampleShape.Sequence
            ? "module \"%s\" has %d frames for a crop of %d samples, but predicting %d steps ahead"
                + " needs at least %d: take a longer crop or fewer predictionSteps"
            : "module \"%s\" has %d patches in a line of an image of %d, but predicting %d steps"
                + " ahead needs at least %d: take more patches or fewer predictionSteps",
        module,
        fewest,
        sample.places(),
        predictionSteps,
        least);
  }

  @Override
  public Flops flops(int hop, SampleShape encoding, int context, boolean targetsLearn) {
    Flops flops = Flops.NONE;
    for (Direction direction : directions) {
      flops = flops.plus(flops(encoding, positions(encoding, direction), context, targetsLearn));
    }
    return flops;
  }

  private Flops flops(SampleShape encoding, int positions, int context, boolean targetsLearn) {
    long steps = predictionSteps;
    long used = window == 0 ? positions : Math.min(window, positions);
    long lines = encoding.places() / positions;
    // Σ_k (positions − k − skip)
    long anchors = lines * (steps * (used - skip) - steps * (steps + 1) / 2);
    long predicting = isAcrossGrid() ? anchors : steps * used;
    long predictions = 2 * predicting * context * encoding.channels();
    long scores = 2 * anchors * (1 + negatives) * encoding.channels();
    // a score's two sides are the prediction, which always learns, and the candidate
    return Flops.of(predictions, predictions).plus(Flops.of(scores, targetsLearn ? scores : 0));
  }
}
