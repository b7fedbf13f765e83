package org.greedyinfomax.loss;

import org.greedyinfomax.Check;

/**
 * Which frames of a batch predict which: in a window of each sequence, frame {@code t} predicts
 * frame {@code t + k} for every prediction step {@code k} in 1..K that stays inside.
 *
 * <p>Anchors of a step are numbered sequence by sequence. Rows of the encodings are numbered {@code
 * sequence·frames + frame}, rows of the contexts {@code sequence·window + frame − start}.
 *
 * @param batch sequences, at least 1
 * @param frames of each sequence
 * @param start of the window in every sequence
 * @param window its frames, more than {@code steps}
 * @param steps K, at least 1
 */
public record Anchors(int batch, int frames, int start, int window, int steps) {

  public Anchors {
    Check.argument(batch >= 1, "batch must be at least 1, but is %d", batch);
    Check.argument(steps >= 1, "prediction steps must be at least 1, but are %d", steps);
    Check.argument(
        window > steps,
        "predicting %d steps ahead needs more than %d frames, but there are %d",
        steps,
        steps,
        window);
    Check.argument(
        start >= 0 && start + window <= frames,
        "a window of %d frames from %d does not lie in %d frames",
        window,
        start,
        frames);
  }

  /** Anchors of one sequence at step {@code k}. */
  int perSequence(int k) {
    return window - k;
  }

  /** Anchors of the whole batch at step {@code k}. */
  public int count(int k) {
    return batch * perSequence(k);
  }

  /** Row of the encoding that anchor {@code a} of step {@code k} should predict. */
  int targetRow(int k, int a) {
    return a / perSequence(k) * frames + start + a % perSequence(k) + k;
  }
}
