package org.greedyinfomax.model;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * A gated recurrent unit that turns a module's encodings into contexts.
 *
 * @param hidden size of its state, at least 1
 * @param backpropagation how far gradients reach back in time
 */
public record GruSpec(int hidden, Backpropagation backpropagation) implements Serializable {

  /** How far gradients reach back in time. */
  public enum Backpropagation {
    /** To the start of the sequence. */
    THROUGH_TIME,
    /** One step: the previous state counts as a constant ("without BPTT" in the paper). */
    ONE_STEP
  }

  public GruSpec {
    Check.argument(hidden >= 1, "hidden must be at least 1, but is %d", hidden);
  }
}
