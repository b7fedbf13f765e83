package org.greedyinfomax.training;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.model.TrainableModule;

/** Means, module by module, of what steps or replicas found. */
final class RoundMeans {

  private final double[][] sums;
  private int count;

  RoundMeans(int modules) {
    sums = new double[modules][3];
  }

  void add(List<TrainableModule.Step> steps) {
    for (int m = 0; m < sums.length; m++) {
      sums[m][0] += steps.get(m).loss();
      sums[m][1] += steps.get(m).accuracy();
      sums[m][2] += steps.get(m).spread();
    }
    count++;
  }

  List<TrainableModule.Step> means() {
    List<TrainableModule.Step> means = new ArrayList<>();
    for (double[] sum : sums) {
      means.add(new TrainableModule.Step(sum[0] / count, sum[1] / count, sum[2] / count));
    }
    return means;
  }
}
