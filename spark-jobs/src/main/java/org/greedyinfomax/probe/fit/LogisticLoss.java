package org.greedyinfomax.probe.fit;

import java.util.Arrays;
import java.util.List;

/**
 * What multinomial logistic regression minimizes: the mean of {@code −ln p} of the rows' classes,
 * in nats, and half the penalty times the sum of squared weights. Intercepts go free.
 *
 * <p>Parameters are an array: for each class the weights of all channels, then the intercepts of
 * all classes. Not for use by several threads.
 */
final class LogisticLoss {

  private final List<RowBlock> blocks;
  private final int channels;
  private final int classes;
  private final double penalty;
  private final int rows;
  private final double[][] weights;
  private final double[][] sums;
  private final double[][] scores;
  private final double[] highest = new double[RowBlock.ROWS];
  private final double[] totals = new double[RowBlock.ROWS];

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
    weights = new double[classes][channels];
    sums = new double[classes][channels];
    scores = new double[classes][RowBlock.ROWS];
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
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    take(parameters);
    double losses = 0;
    for (RowBlock block : blocks) {
      toScores(block, parameters);
      losses += toResiduals(block);
      block.addRows(scores, sums);
      for (int k = 0; k < classes; k++) {
        for (int i = 0; i < block.size(); i++) {
          gradient[classes * channels + k] += scores[k][i];
        }
      }
    }
    for (int k = 0; k < classes; k++) {
      System.arraycopy(sums[k], 0, gradient, k * channels, channels);
    }
    double squares = 0;
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] /= rows;
      if (p < classes * channels) {
        squares += parameters[p] * parameters[p];
        gradient[p] += penalty * parameters[p];
      }
    }
    return losses / rows + penalty / 2 * squares;
  }

  private void take(double[] parameters) {
    for (int k = 0; k < classes; k++) {
      System.arraycopy(parameters, k * channels, weights[k], 0, channels);
    }
  }

  /** Sets {@link #scores} to those of a block's rows. */
  private void toScores(RowBlock block, double[] parameters) {
    for (int k = 0; k < classes; k++) {
      Arrays.fill(scores[k], 0, block.size(), parameters[classes * channels + k]);
    }
    block.addProducts(weights, scores);
  }

  /**
   * Makes of scores what is too much in each class's probability, and returns the sum of losses.
   */
  private double toResiduals(RowBlock block) {
    double loss = 0;
    for (int i = 0; i < block.size(); i++) {
      loss -= scores[block.classOf(i)][i];
    }
    toProbabilities(block.size());
    for (int i = 0; i < block.size(); i++) {
      scores[block.classOf(i)][i] -= 1;
      loss += Math.log(totals[i]) + highest[i];
    }
    return loss;
  }

  /** Makes probabilities of the scores of so many rows. */
  private void toProbabilities(int size) {
    System.arraycopy(scores[0], 0, highest, 0, size);
    for (int k = 1; k < classes; k++) {
      double[] ofClass = scores[k];
      for (int i = 0; i < size; i++) {
        highest[i] = Math.max(highest[i], ofClass[i]);
      }
    }
    Arrays.fill(totals, 0);
    for (double[] ofClass : scores) {
      for (int i = 0; i < size; i++) {
        ofClass[i] = Math.exp(ofClass[i] - highest[i]);
        totals[i] += ofClass[i];
      }
    }
    for (double[] ofClass : scores) {
      for (int i = 0; i < size; i++) {
        ofClass[i] /= totals[i];
      }
    }
  }

  /**
   * How far a block's rows are from certain: for each {@code 1 − Σ p²}, where {@code p} are the
   * probabilities of its classes, from 0 to less than 1.
   */
  double[] uncertainties(RowBlock block, double[] parameters) {
    take(parameters);
    toScores(block, parameters);
    toProbabilities(block.size());
    double[] uncertainties = new double[block.size()];
    Arrays.fill(uncertainties, 1);
    for (double[] ofClass : scores) {
      for (int i = 0; i < uncertainties.length; i++) {
        uncertainties[i] -= ofClass[i] * ofClass[i];
      }
    }
    return uncertainties;
  }

  /** How many rows have the highest score in their own class. */
  long right(double[] parameters) {
    take(parameters);
    long right = 0;
    for (RowBlock block : blocks) {
      toScores(block, parameters);
      for (int i = 0; i < block.size(); i++) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
          if (scores[k][i] > scores[best][i]) {
            best = k;
          }
        }
        right += best == block.classOf(i) ? 1 : 0;
      }
    }
    return right;
  }
}
