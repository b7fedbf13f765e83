package org.greedyinfomax.probe;

import java.util.Arrays;
import java.util.List;

/**
 * What multinomial logistic regression minimizes: the mean of {@code −ln p} of the rows' classes,
 * in nats, and half the penalty times the sum of squared weights. Intercepts go free.
 *
 * <p>Parameters are an array: for each class the weights of all channels, then the intercepts of
 * all classes.
 */
final class LogisticLoss {

  private final List<RowBlock> blocks;
  private final int channels;
  private final int classes;
  private final double penalty;
  private final int rows;

  /**
   * Makes a loss.
   *
   * @param blocks with at least one row
   * @param penalty at least 0
   */
  LogisticLoss(List<RowBlock> blocks, int channels, int classes, double penalty) {
    this.blocks = blocks;
    this.channels = channels;
    this.classes = classes;
    this.penalty = penalty;
    rows = blocks.stream().mapToInt(RowBlock::size).sum();
  }

  /** How many parameters there are. */
  static int size(int channels, int classes) {
    return classes * (channels + 1);
  }

  /**
   * The loss at a point.
   *
   * @param gradient is set to its gradient there
   */
  double at(double[] parameters, double[] gradient) {
    Arrays.fill(gradient, 0);
    double[] scores = new double[classes * RowBlock.ROWS];
    double sum = 0;
    for (RowBlock block : blocks) {
      scores(block, channels, classes, parameters, scores);
      sum += toResiduals(block, scores);
      for (int k = 0; k < classes; k++) {
        int start = k * block.size();
        block.addRows(scores, start, channels, gradient, k * channels);
        for (int i = 0; i < block.size(); i++) {
          gradient[classes * channels + k] += scores[start + i];
        }
      }
    }
    double squares = 0;
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] /= rows;
      if (p < classes * channels) {
        squares += parameters[p] * parameters[p];
        gradient[p] += penalty * parameters[p];
      }
    }
    return sum / rows + penalty / 2 * squares;
  }

  /** Sets {@code scores}, an array {@code [classes, rows]}, to those of a block's rows. */
  private static void scores(
      RowBlock block, int channels, int classes, double[] parameters, double[] scores) {
    for (int k = 0; k < classes; k++) {
      int start = k * block.size();
      Arrays.fill(scores, start, start + block.size(), parameters[classes * channels + k]);
      block.addProducts(parameters, k * channels, channels, scores, start);
    }
  }

  /**
   * Makes of scores what is too much in each class's probability, and returns the sum of losses.
   */
  private double toResiduals(RowBlock block, double[] scores) {
    int size = block.size();
    double loss = 0;
    for (int i = 0; i < size; i++) {
      double highest = scores[i];
      for (int k = 1; k < classes; k++) {
        highest = Math.max(highest, scores[k * size + i]);
      }
      double own = scores[block.classOf(i) * size + i];
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        scores[k * size + i] = Math.exp(scores[k * size + i] - highest);
        sum += scores[k * size + i];
      }
      for (int k = 0; k < classes; k++) {
        scores[k * size + i] /= sum;
      }
      scores[block.classOf(i) * size + i] -= 1;
      loss += Math.log(sum) + highest - own;
    }
    return loss;
  }

  /** How many rows of some blocks have the highest score in their own class. */
  static long right(List<RowBlock> blocks, int channels, int classes, double[] parameters) {
    double[] scores = new double[classes * RowBlock.ROWS];
    long right = 0;
    for (RowBlock block : blocks) {
      scores(block, channels, classes, parameters, scores);
      for (int i = 0; i < block.size(); i++) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
          if (scores[k * block.size() + i] > scores[best * block.size() + i]) {
            best = k;
          }
        }
        right += best == block.classOf(i) ? 1 : 0;
      }
    }
    return right;
  }
}
