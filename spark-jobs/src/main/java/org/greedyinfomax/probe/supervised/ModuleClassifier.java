package org.greedyinfomax.probe.supervised;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;

/** The linear classifier that a module of a supervised run has learned. */
final class ModuleClassifier implements Serializable {

  private static final long serialVersionUID = 1;

  private final String[] classes;
  private final int channels;
  private final float[] weight; // [channels, classes]
  private final float[] bias;

  /**
   * Takes the classifier of a state.
   *
   * @param classes values of the label, in the order of the alphabet
   */
  ModuleClassifier(ModuleLayout layout, ModuleState state, List<String> classes) {
    ModuleLayout.Entry weights = layout.entry("classifier.weight");
    ModuleLayout.Entry biases = layout.entry("classifier.bias");
    this.classes = classes.toArray(String[]::new);
    channels = weights.shape().get(0);
    weight = part(state, weights);
    bias = part(state, biases);
  }

  private static float[] part(ModuleState state, ModuleLayout.Entry entry) {
    return Arrays.copyOfRange(state.values(), entry.start(), entry.start() + entry.size());
  }

  /**
   * The value with the highest score.
   *
   * @param vector means over time or patches, which may be followed by other numbers
   */
  String classOf(List<Float> vector) {
    double[] scores = new double[classes.length];
    Arrays.setAll(scores, k -> bias[k]);
    int c = 0;
    for (float mean : vector.subList(0, channels)) {
      for (int k = 0; k < scores.length; k++) {
        scores[k] += mean * weight[c * scores.length + k];
      }
      c++;
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return classes[best];
  }
}
