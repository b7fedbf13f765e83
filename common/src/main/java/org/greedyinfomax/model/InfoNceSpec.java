package org.greedyinfomax.model;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * The contrastive task of every module.
 *
 * @param predictionSteps K: how many frames ahead are predicted, at least 1
 * @param negatives n: false candidates beside each true one, at least 1
 * @param sampling where the negatives come from
 * @param window anchors and positives come from a random window of so many frames; 0 takes all
 */
public record InfoNceSpec(int predictionSteps, int negatives, NegativeSampling sampling, int window)
    implements Serializable {

  /** Where negatives come from. */
  public enum NegativeSampling {
    /** All frames of all sequences of the batch, each slot a random permutation of them. */
    WHOLE_BATCH,
    /** The other true candidates of the same prediction step, never the anchor's own. */
    OTHER_TARGETS,
    /** The frames of the anchor's own sequence, each slot a random permutation of them. */
    SAME_SEQUENCE
  }

  public InfoNceSpec {
    Check.argument(
        predictionSteps >= 1, "predictionSteps must be at least 1, but is %d", predictionSteps);
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    Check.argument(
        window == 0 || window > predictionSteps,
        "window must be 0 (everything) or more than predictionSteps (%d), but is %d",
        predictionSteps,
        window);
  }

  /** Loss of a module that cannot tell the candidates apart: {@code log(n + 1)} nats. */
  public double ceiling() {
    return Math.log(negatives + 1.0);
  }
}
