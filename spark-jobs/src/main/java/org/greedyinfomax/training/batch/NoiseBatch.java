package org.greedyinfomax.training.batch;

import java.util.SplittableRandom;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.optim.AdamSettings;

/** Mini-batches of noise, to train modules on where only the time of a step matters. */
public final class NoiseBatch {

  /** Steps so small that noise cannot make parameters grow. */
  public static final AdamSettings CAUTIOUS = new AdamSettings(1e-6, 0.9, 0.999, 1e-8);

  private NoiseBatch() {}

  /**
   * A mini-batch for module {@code m} of a recipe: of mean 0 and deviation 1 for the lowest module;
   * others receive no negative numbers. All labels are the first class.
   */
  public static MiniBatch batch(Recipe recipe, int m) {
    SampleShape shape = recipe.stack().input(m, recipe.input().sample());
    int samples = recipe.training().batchSize();
    SplittableRandom random = new SplittableRandom(m);
    float[] noise = new float[Math.multiplyExact(samples, shape.size())];
    for (int i = 0; i < noise.length; i++) {
      float number = (float) ((2 * random.nextDouble() - 1) * Math.sqrt(3));
      noise[i] = m == 0 ? number : Math.max(0, number);
    }
    int labels = recipe.stack().loss().labels(recipe.input().sample());
    return new MiniBatch.Samples(noise, shape, new int[samples * labels]);
  }
}
