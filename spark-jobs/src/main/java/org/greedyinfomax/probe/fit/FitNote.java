package org.greedyinfomax.probe.fit;

import org.greedyinfomax.Text;

/** A remark on the fit of a linear classifier. */
public sealed interface FitNote {

  /** A sentence. */
  String text();

  /**
   * Fits that did not reach the minimum of their loss.
   *
   * @param unfinished how many, at least 1
   * @param fits of how many
   * @param isFinal whether that is the classifier itself, and not fits that its penalty was chosen
   *     by
   * @param maxIterations that a fit may take
   */
  record NotConverged(int unfinished, int fits, boolean isFinal, int maxIterations)
      implements FitNote {

    @Override
    public String text() {
      return isFinal
          ? Text.format(
              "the linear classifier did not converge within %d iterations: raise"
                  + " probe.maxIterations",
              maxIterations)
          : Text.format(
              "%d of the %d fits that the penalty was chosen by did not converge within %d"
                  + " iterations: raise probe.maxIterations",
              unfinished, fits, maxIterations);
    }
  }

  /**
   * A penalty that nothing could be chosen by.
   *
   * @param penalty that is taken instead
   */
  record NotChosen(double penalty) implements FitNote {

    @Override
    public String text() {
      return Text.format(
          "the penalty is %.0e and was not chosen, for recordings to choose it by are not in two"
              + " folds: name one with probe.regParam, or probe more recordings",
          penalty);
    }
  }
}
