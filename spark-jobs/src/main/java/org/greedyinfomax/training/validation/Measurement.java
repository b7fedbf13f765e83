package org.greedyinfomax.training.validation;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.batch.HeldOut;
import org.greedyinfomax.training.replica.RoundMeans;
import org.greedyinfomax.training.resource.TaskSlots;

/**
 * Measures losses on held-out samples, in as many Spark tasks as there are replicas. What
 * mini-batches give is added in their order, so that the number of tasks makes no difference.
 */
public final class Measurement implements Closeable {

  private final JavaSparkContext spark;
  private final Recipe recipe;
  private final int batches;
  private final TaskSlots slots;
  private final Broadcast<Packed<Crops>> crops;

  public Measurement(JavaSparkContext spark, Recipe recipe, HeldOut heldOut) throws IOException {
    this.spark = spark;
    this.recipe = recipe;
    batches = heldOut.batches();
    slots = TaskSlots.of(spark, recipe.device());
    crops = spark.broadcast(Packed.of(Crops.class, heldOut.crops()));
  }

  /**
   * What modules find on all samples, as means.
   *
   * @param frozen modules at the bottom that are not measured
   * @param modules at the bottom, those among them, that take part
   * @return of each that is measured, lowest first
   * @throws IllegalArgumentException if numbers have grown beyond all bounds
   */
  public List<TrainableModule.Step> of(Checkpoint reached, int frozen, int modules)
      throws IOException {
    int tasks = Math.min(recipe.training().replicas(), batches);
    Broadcast<byte[][]> states =
        spark.broadcast(reached.files().subList(0, modules).toArray(byte[][]::new));
    try {
      spark.sc().setJobDescription("validation · round " + reached.rounds());
      List<byte[]> outcomes =
          slots
              .tasks(tasks)
              .mapPartitions(new MeasurementTask(recipe, crops, states, frozen, batches, tasks))
              .collect();
      RoundMeans means = new RoundMeans(modules - frozen);
      for (byte[] outcome : outcomes) {
        MeasuredBatches measured = JavaBytes.read(outcome, MeasuredBatches.class);
        Check.argument(
            measured.reason().isEmpty(),
            "the loss on held-out rows cannot be measured after round %d: %s",
            reached.rounds(),
            measured.reason());
        measured.batches().forEach(means::add);
      }
      return means.means();
    } finally {
      states.destroy();
    }
  }

  @Override
  public void close() {
    crops.destroy();
  }
}
