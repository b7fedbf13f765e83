package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.tensor.engines.Engines;
import org.greedyinfomax.training.batch.NoiseBatch;

/** A replica's round without a step: it builds modules, and brings their states back. */
final class EmptyRound implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final int first;
  private final Broadcast<byte[][]> states;

  /**
   * Makes the task.
   *
   * @param first index of the lowest module
   * @param states of the modules from the first up; none for a task that does nothing
   */
  EmptyRound(Recipe recipe, int first, Broadcast<byte[][]> states) {
    this.recipe = recipe;
    this.first = first;
    this.states = states;
  }

  @Override
  public Iterator<byte[]> call(Iterator<Integer> replicas) {
    List<byte[]> files = new ArrayList<>();
    while (replicas.hasNext()) {
      replicas.next();
      if (states.value().length > 0) {
        files.addAll(round());
      }
    }
    return files.iterator();
  }

  private List<byte[]> round() {
    List<ModuleState> decoded = new ArrayList<>();
    for (byte[] file : states.value()) {
      decoded.add(ModuleState.fromBytes(layout(decoded.size()), file));
    }
    List<byte[]> files = new ArrayList<>();
    try (StackTrainer trainer =
        new StackTrainer(
            Engines.open(recipe.device(), TaskContext.get().cpus()),
            new StackTask(recipe.stack(), NoiseBatch.CAUTIOUS, recipe.seed()),
            first,
            decoded,
            first)) {
      for (ModuleState state : trainer.trainedStates()) {
        files.add(state.toBytes(layout(files.size())));
      }
    }
    return files;
  }

  private ModuleLayout layout(int i) {
    return ModuleLayout.of(recipe.stack(), first + i);
  }
}
