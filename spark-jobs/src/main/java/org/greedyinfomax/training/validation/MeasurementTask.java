package org.greedyinfomax.training.validation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;
import org.greedyinfomax.training.batch.BatchSource;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.batch.NoiseBatch;

/**
 * Measures losses on some of the held-out mini-batches, as a Spark task: which task measures which
 * makes no difference. It brings back {@link MeasuredBatches} as {@link JavaBytes}.
 */
final class MeasurementTask implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final Broadcast<Packed<Crops>> crops;
  private final Broadcast<byte[][]> states;
  private final int frozen;
  private final int batches;
  private final int tasks;

  /**
   * Makes the task.
   *
   * @param states of the modules from the lowest up
   * @param frozen modules at the bottom that are not measured
   * @param batches of all tasks
   * @param tasks how many there are
   */
  MeasurementTask(
      Recipe recipe,
      Broadcast<Packed<Crops>> crops,
      Broadcast<byte[][]> states,
      int frozen,
      int batches,
      int tasks) {
    this.recipe = recipe;
    this.crops = crops;
    this.states = states;
    this.frozen = frozen;
    this.batches = batches;
    this.tasks = tasks;
  }

  @Override
  public Iterator<byte[]> call(Iterator<Integer> numbers) throws IOException {
    List<byte[]> measured = new ArrayList<>();
    while (numbers.hasNext()) {
      int task = numbers.next();
      measured.add(JavaBytes.of(measured(task * batches / tasks, (task + 1) * batches / tasks)));
    }
    return measured.iterator();
  }

  private MeasuredBatches measured(int from, int to) throws IOException {
    TaskContext task = TaskContext.get();
    Engine engine = Engines.open(recipe.device(), task.cpus());
    List<List<TrainableModule.Step>> measured = new ArrayList<>();
    try (StackTrainer stack = stack(engine);
        BatchSource source = crops.value().value().reader(0)) {
      for (int b = from; b < to; b++) {
        if (task.isInterrupted()) {
          throw new TaskKilledException("its result is no longer needed");
        }
        measured.add(stack.measure(source.batch(b).batch(), b));
      }
      return new MeasuredBatches(measured, "");
    } catch (ArithmeticException e) {
      return new MeasuredBatches(List.of(), e.getMessage());
    }
  }

  private StackTrainer stack(Engine engine) {
    List<ModuleState> decoded = new ArrayList<>();
    for (byte[] file : states.value()) {
      ModuleLayout layout = ModuleLayout.of(recipe.stack(), decoded.size());
      decoded.add(ModuleState.fromBytes(layout, file));
    }
    return new StackTrainer(
        engine,
        new StackTask(recipe.stack(), NoiseBatch.CAUTIOUS, recipe.seed()),
        0,
        decoded,
        frozen);
  }
}
