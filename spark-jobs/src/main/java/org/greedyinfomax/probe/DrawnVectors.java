package org.greedyinfomax.probe;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.probe.fit.Curvature;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;

/**
 * Vectors drawn at random that are like a module's, to measure how long probes of them take: their
 * channels are never negative and many of them collinear, and a few directions tell the classes.
 */
public final class DrawnVectors {

  private static final int DIRECTIONS = 16;

  private static final double SPREAD = 1.6; // of a class around its mean, whose own is 1

  private static final double NOISE = 0.05; // of a channel, beside what the directions make of it

  private final LabelledRows rows;

  /**
   * Draws.
   *
   * @param rows at least 10
   * @param channels at least 1
   * @param classes at least 2
   * @param seed whose vectors are always the same
   */
  public DrawnVectors(int rows, int channels, int classes, long seed) {
    Check.argument(
        rows >= 10 && channels >= 1 && classes >= 2,
        "vectors must be at least 10 of at least 1 channel and 2 classes, but are %d of %d and %d",
        rows,
        channels,
        classes);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] means = normal(random, classes, DIRECTIONS);
    double[][] mixture = normal(random, channels, DIRECTIONS);
    int[] ofClass = IntStream.range(0, rows).map(i -> i % classes).toArray();
    int[] folds = IntStream.range(0, rows).map(i -> i / classes % Penalties.FOLDS).toArray();
    double[][] spread = normal(random, rows, DIRECTIONS);
    double[][] vectors = normal(random, rows, channels);
    for (int i = 0; i < rows; i++) {
      double[] hidden = means[ofClass[i]].clone();
      Curvature.add(SPREAD, spread[i], hidden);
      for (int j = 0; j < channels; j++) {
        double mixed = Curvature.product(hidden, mixture[j], DIRECTIONS);
        vectors[i][j] = Math.max(0, mixed + NOISE * vectors[i][j]);
      }
    }
    this.rows = LabelledRows.of(ofClass, folds, vectors);
    this.rows.standardize(LabelledRows.of(new int[0], new int[0], new double[0][]));
  }

  private static double[][] normal(SplittableRandom random, int rows, int columns) {
    double[][] numbers = new double[rows][columns];
    for (double[] row : numbers) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    return numbers;
  }

  /**
   * Chooses a penalty and fits a linear classifier, as a probe with {@code probe.regParam = auto}
   * does with vectors in the driver's memory.
   *
   * @param maxIterations of every fit, at least 1
   * @return the share of the vectors that it classifies correctly, in [0, 1]
   */
  public double fit(int maxIterations) {
    LocalRegression regression =
        new LocalRegression(new FittingTable(List.of(rows)), maxIterations);
    LinearModel model = regression.fit(regression.bestPenalty().regParam()).model();
    long right =
        IntStream.range(0, rows.size())
            .filter(i -> model.classOf(rows.vector(i)) == rows.classOf(i))
            .count();
    return (double) right / rows.size();
  }
}
