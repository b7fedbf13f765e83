package org.greedyinfomax.loss;

import org.greedyinfomax.Check;

/**
 * The anchors of a batch, which are contexts at prediction steps: in a window of each sequence, the
 * context at frame {@code t} predicts the frame {@code (k + skip)·framesPerStep} later for every
 * prediction step {@code k} in 1..K that stays inside.
 *
 * <p>Along time, a step is one frame. Along a grid of patches, all lines of a batch that run in the
 * same direction make one sequence, position by position, and a step is as long as there are lines.
 *
 * <p>Anchors of a step are numbered sequence by sequence. Rows of the encodings are numbered {@code
 * sequence·frames + frame}, rows of the contexts {@code sequence·window + frame − start}.
 *
 * @param batch sequences, at least 1
 * @param frames of each sequence
 * @param start of the window in every sequence
 * @param window its frames, more than {@code (steps + skip)·framesPerStep}
 * @param steps K, at least 1
 * @param skip nearest frames that are not predicted, at least 0
 * @param framesPerStep frames to a step, at least 1
 */
public record Anchors(
    int batch, int frames, int start, int window, int steps, int skip, int framesPerStep) {

  /** Every frame is a step, and the next one is predicted, too. */
  public Anchors(int batch, int frames, int start, int window, int steps) {
    this(batch, frames, start, window, steps, 0, 1);
  }

  public Anchors {
    Check.argument(batch >= 1, "batch must be at least 1, but is %d", batch);
    Check.argument(steps >= 1, "prediction steps must be at least 1, but are %d", steps);
    Check.argument(
        skip >= 0 && framesPerStep >= 1,
        "skip must be at least 0 and framesPerStep at least 1, but they are %d and %d",
        skip,
        framesPerStep);
    Check.argument(
        window > (steps + skip) * framesPerStep,
        "predicting %d steps ahead needs more than %d frames, but there are %d",
        steps,
        (steps + skip) * framesPerStep,
        window);
    Check.argument(
        start >= 0 && start + window <= frames,
        "a window of %d frames from %d does not lie in %d frames",
        window,
        start,
        frames);
  }

  /** Frames from an anchor of step {@code k} to what it predicts. */
  int distance(int k) {
    return (k + skip) * framesPerStep;
  }

  /** Anchors of one sequence at step {@code k}. */
  int perSequence(int k) {
    return window - distance(k);
  }

  /** Steps that the frame at a place of the window predicts ahead. */
  int stepsFrom(int place) {
    return Math.min(steps, (window - 1 - place) / framesPerStep - skip);
  }

  /** Anchors of the whole batch at step {@code k}. */
  public int count(int k) {
    return batch * perSequence(k);
  }

  /** Row of the encoding that anchor {@code a} of step {@code k} should predict. */
  int targetRow(int k, int a) {
    return a / perSequence(k) * frames + start + a % perSequence(k) + distance(k);
  }
}
