package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Settings of the training loop: passes over the corpus, mini-batches, replicas, and what is
 * trained where and when.
 *
 * @param epochs passes over the corpus, at least 1; for each module if the order is iterative
 * @param batchSize crops in a mini-batch of one replica, at least 1
 * @param replicas logical workers whose states are averaged, at least 1
 * @param localSteps mini-batches that a replica takes between two averagings, at least 1; {@link
 *     #AUTO} until it is measured
 * @param order whether modules learn together or one after another
 * @param schedule which modules are trained by the same stage
 * @param checkpointInterval rounds between two checkpoints, at least 1
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    int replicas,
    int localSteps,
    Order order,
    Schedule schedule,
    int checkpointInterval)
    implements Serializable {

  /** Stands for the least {@code localSteps} that do not waste time, which a run will measure. */
  public static final int AUTO = 0;

  /** Which modules learn at a time. */
  public enum Order {
    /** All modules learn together. */
    SIMULTANEOUS,
    /** A module starts when the one below is finished and frozen. */
    ITERATIVE
  }

  public TrainingSettings {
    Check.argument(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
    Check.argument(batchSize >= 1, "batchSize must be at least 1, but is %d", batchSize);
    Check.argument(replicas >= 1, "replicas must be at least 1, but is %d", replicas);
    Check.argument(
        localSteps >= 1 || localSteps == AUTO,
        "localSteps must be at least 1, but is %d",
        localSteps);
    Check.argument(
        checkpointInterval >= 1,
        "checkpointInterval must be at least 1, but is %d",
        checkpointInterval);
  }
}
