package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.tensor.Nd4jEngine;
import org.greedyinfomax.tensor.Precision;

/**
 * One replica's local steps of one round, as a Spark task: a pure function of the averaged states,
 * the corpus and the seed. Running it twice, anywhere, gives the same bits.
 *
 * <p>It brings back a {@link ReplicaOutcome} for each replica as {@link JavaBytes}.
 */
final class ReplicaRound implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final Rounds.Round round;
  private final Broadcast<Packed<Crops>> crops;
  private final Broadcast<byte[][]> states;

  ReplicaRound(
      Recipe recipe,
      Rounds.Round round,
      Broadcast<Packed<Crops>> crops,
      Broadcast<byte[][]> states) {
    this.recipe = recipe;
    this.round = round;
    this.crops = crops;
    this.states = states;
  }

  @Override
  public Iterator<byte[]> call(Iterator<Integer> replicas) throws IOException {
    List<byte[]> outcomes = new ArrayList<>();
    while (replicas.hasNext()) {
      outcomes.add(JavaBytes.of(outcome(replicas.next())));
    }
    return outcomes.iterator();
  }

  private ReplicaOutcome outcome(int replica) throws IOException {
    int threads = TaskContext.get().cpus();
    try {
      return train(recipe, round, crops.value().value(), decode(states.value()), replica, threads);
    } catch (ArithmeticException e) {
      return new Divergence(replica, e.getMessage());
    }
  }

  private List<ModuleState> decode(byte[][] files) {
    List<ModuleState> decoded = new ArrayList<>();
    for (int m = 0; m < round.modules(); m++) {
      decoded.add(ModuleState.fromBytes(ModuleLayout.of(recipe.stack(), m), files[m]));
    }
    return decoded;
  }

  /**
   * The function itself, which does not need Spark.
   *
   * @throws ArithmeticException if a loss is not finite
   */
  static ReplicaResult train(
      Recipe recipe,
      Rounds.Round round,
      Crops crops,
      List<ModuleState> states,
      int replica,
      int threads)
      throws IOException {
    Crops.Reader reader = crops.reader(replica);
    RoundMeans means = new RoundMeans(round.modules() - round.firstTrained());
    long reading = 0;
    long computing = 0;
    try (StackTrainer trainer =
        new StackTrainer(
            Nd4jEngine.onCpu(Precision.SINGLE, threads),
            recipe.stack(),
            recipe.optimizer(),
            states,
            round.firstTrained(),
            recipe.seed())) {
      for (int s = 0; s < round.steps(); s++) {
        int step = round.firstStep() + s;
        long start = System.nanoTime();
        float[] batch = reader.batch(step);
        long read = System.nanoTime();
        means.add(trainer.step(batch, recipe.training().batchSize(), replica, step));
        reading += read - start;
        computing += System.nanoTime() - read;
      }
      List<byte[]> trained = new ArrayList<>();
      for (ModuleState state : trainer.trainedStates()) {
        int m = round.firstTrained() + trained.size();
        trained.add(state.toBytes(ModuleLayout.of(recipe.stack(), m)));
      }
      return new ReplicaResult(
          trained,
          means.means(),
          (long) round.steps() * recipe.training().batchSize(),
          reading * 1e-9,
          computing * 1e-9);
    }
  }
}
