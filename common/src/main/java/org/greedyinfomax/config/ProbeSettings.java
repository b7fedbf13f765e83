package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.greedyinfomax.Check;

/**
 * Settings for evaluating representations by simple classifiers.
 *
 * @param label column to predict; empty if there is none
 * @param testWhere SQL condition on label columns that picks the test recordings; empty takes
 *     {@code testFraction} of them by a hash of their keys, whatever the seed
 * @param testFraction share of recordings to test on, in (0, 1)
 * @param pooling what becomes of a recording's frames
 * @param regParam weight of the L2 penalty, at least 0, or {@link #AUTO}
 * @param maxIterations of the linear classifier's solver, at least 1
 * @param neighbours that vote on a test recording's label, at least 0; 0 asks none
 * @param raw whether classical features of speech, or pixels, are evaluated beside the modules
 * @param nuisance whether it is measured how well it can be read off representations how rows were
 *     recorded
 * @param frameLabels file with a label for every 10 ms of every recording; empty if there is none
 * @param frameOffset of the frame that a frame's label goes with, at least 0, or {@link #FRONT}
 * @param interval rounds between two probes while training, at least 0; 0 probes only when asked
 * @param corpus directory of the corpus that is probed while training; empty is that trained on
 * @param perClass how many labels of each class linear classifiers are also fitted to, rising, each
 *     at least 1 or {@link LabelsPerClass#ALL}, which is the last; empty fits to all labels alone
 * @param draws how often so many labels are drawn, at least 1
 */
public record ProbeSettings(
    String label,
    String testWhere,
    double testFraction,
    Pooling pooling,
    double regParam,
    int maxIterations,
    int neighbours,
    boolean raw,
    boolean nuisance,
    String frameLabels,
    int frameOffset,
    int interval,
    String corpus,
    List<Integer> perClass,
    int draws)
    implements Serializable {

  /** The {@link #regParam} that is chosen for every classifier by what it is fitted to. */
  public static final double AUTO = -1;

  /** What becomes of the frames of a recording, or the patches of a picture. */
  public enum Pooling {
    /** Their mean. */
    MEAN("mean"),
    /** Their mean, and after it their standard deviation. */
    MEAN_AND_DEVIATION("mean+deviation");

    private final String spelling;

    Pooling(String spelling) {
      this.spelling = spelling;
    }

    /** Returns how recipes spell it. */
    public String spelling() {
      return spelling;
    }
  }

  /**
   * The {@link #frameOffset} that leaves out as many of a module's first frames as there are more
   * frames than labels.
   */
  public static final int FRONT = -1;

  public ProbeSettings {
    Check.argument(
        testFraction > 0 && testFraction < 1,
        "testFraction must lie in (0, 1), but is %s",
        testFraction);
    Check.argument(
        (regParam >= 0 && Double.isFinite(regParam)) || regParam == AUTO,
        "regParam must be at least 0, or auto, but is %s",
        regParam);
    Check.argument(
        maxIterations >= 1, "maxIterations must be at least 1, but is %d", maxIterations);
    Check.argument(neighbours >= 0, "neighbours must be at least 0, but is %d", neighbours);
    Check.argument(
        frameOffset >= 0 || frameOffset == FRONT,
        "frameOffset must be at least 0, or front, but is %d",
        frameOffset);
    Check.argument(interval >= 0, "interval must be at least 0, but is %d", interval);
    perClass = List.copyOf(perClass);
    Check.argument(
        isRising(perClass),
        "perClass must be a list of whole numbers of at least 1, rising, and after them all or not,"
            + " as in [1, 10, all], but is %s",
        perClass.stream().map(LabelsPerClass::text).toList());
    Check.argument(draws >= 1, "draws must be at least 1, but is %d", draws);
  }

  private static boolean isRising(List<Integer> perClass) {
    long last = 0;
    for (int number : perClass) {
      long next = number == LabelsPerClass.ALL ? Integer.MAX_VALUE : number;
      if (next <= last) {
        return false;
      }
      last = next;
    }
    return true;
  }

  /** Returns the same settings with other paths of the files that they name. */
  ProbeSettings withPaths(UnaryOperator<String> whole) {
    return new ProbeSettings(
        label,
        testWhere,
        testFraction,
        pooling,
        regParam,
        maxIterations,
        neighbours,
        raw,
        nuisance,
        whole.apply(frameLabels),
        frameOffset,
        interval,
        whole.apply(corpus),
        perClass,
        draws);
  }

  /** Returns whether the weight of the penalty is chosen for every classifier. */
  public boolean choosesRegParam() {
    return regParam == AUTO;
  }
}
