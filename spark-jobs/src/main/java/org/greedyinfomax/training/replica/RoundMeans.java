package org.greedyinfomax.training.replica;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.model.TrainableModule;

/** Means of losses and other metrics over steps or replicas, module by module. */
public final class RoundMeans {

  private final double[][] sums;
  private int count;

  public RoundMeans(int modules) {
    sums = new double[modules][3];
  }

  public void add(List<TrainableModule.Step> steps) {
    for (int m = 0; m < sums.length; m++) {
      sums[m][0] += steps.get(m).loss();
      sums[m][1] += steps.get(m).accuracy();
      sums[m][2] += steps.get(m).spread();
    }
    count++;
  }

  public List<TrainableModule.Step> means() {
    List<TrainableModule.Step> means = new ArrayList<>();
    for (double[] sum : sums) {
      means.add(new TrainableModule.Step(sum[0] / count, sum[1] / count, sum[2] / count));
    }
    return means;
  }
}
