package org.greedyinfomax.training.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.PartWriter;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.engines.Engines;
import org.greedyinfomax.training.batch.BatchSource;
import org.greedyinfomax.training.batch.GroupInput;

/**
 * One replica's local steps of one round of a stage group, as a Spark task: a pure function of the
 * averaged states, the input and the seed. Running it twice, anywhere, gives the same bits.
 *
 * <p>It brings back a {@link ReplicaOutcome} for each replica as {@link JavaBytes}.
 */
public final class ReplicaRound implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  private final Recipe recipe;
  private final AdamSettings adam;
  private final Rounds.Round round;
  private final RoundWork work;
  private final GroupInput input;
  private final BorderStore above; // null if nobody reads what the group puts out
  private final Broadcast<byte[][]> states;

  /**
   * Makes the task.
   *
   * @param adam of the modules that learn
   * @param states of the modules that take part
   */
  public ReplicaRound(
      Recipe recipe,
      AdamSettings adam,
      Rounds.Round round,
      RoundWork work,
      GroupInput input,
      Optional<BorderStore> above,
      Broadcast<byte[][]> states) {
    this.recipe = recipe;
    this.adam = adam;
    this.round = round;
    this.work = work;
    this.input = input;
    this.above = above.orElse(null); // Optional is not Serializable
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
    try (BatchSource batches = input.open(replica)) {
      if (above == null) {
        return train(batches, replica, (engine, output, samples) -> {}, Optional.empty());
      }
      try (PartWriter part = above.write(round.number() + 1, replica)) {
        return train(batches, replica, part::write, Optional.of(part));
      }
    } catch (ArithmeticException e) {
      return new Divergence(replica, e.getMessage());
    }
  }

  /** Takes what the group hands on in a step. */
  private interface Output {
    void write(Engine engine, Tensor output, List<SampleName> samples) throws IOException;
  }

  private ReplicaResult train(
      BatchSource batches, int replica, Output output, Optional<PartWriter> part)
      throws IOException {
    TaskContext task = TaskContext.get();
    Engine engine = Engines.open(recipe.device(), task.cpus());
    RoundMeans means = new RoundMeans(work.learning().size());
    Stopwatch reading = new Stopwatch();
    Stopwatch computing = new Stopwatch();
    Stopwatch writing = new Stopwatch();
    try (StackTrainer trainer = trainer(engine)) {
      for (int s = 0; s < round.steps(); s++) {
        if (task.isInterrupted()) {
          throw new TaskKilledException("its result is no longer needed");
        }
        int step = round.firstStep() + s;
        NamedBatch batch = reading.time(() -> batches.batch(step));
        long written = writing.nanos();
        List<TrainableModule.Step> found =
            computing.time(
                () ->
                    trainer.step(
                        batch.batch(),
                        replica,
                        step,
                        above -> write(writing, output, engine, above, batch.samples())));
        computing.subtract(writing.nanos() - written);
        means.add(found);
      }
      List<byte[]> trained = new ArrayList<>();
      for (ModuleState state : trainer.trainedStates()) {
        trained.add(state.toBytes(layout(work.learning().get(trained.size()))));
      }
      Optional<RoundManifest.Part> file =
          part.isPresent() ? Optional.of(writing.time(part.get()::finish)) : Optional.empty();
      return new ReplicaResult(
          trained,
          means.means(),
          (long) round.steps() * recipe.training().batchSize(),
          file.stream().toList(),
          new ReplicaResult.Seconds(reading.seconds(), computing.seconds(), writing.seconds()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(
      Stopwatch writing, Output output, Engine engine, Tensor above, List<SampleName> samples) {
    try {
      writing.time(
          () -> {
            output.write(engine, above, samples);
            return above;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StackTrainer trainer(Engine engine) {
    List<ModuleState> decoded = new ArrayList<>();
    for (byte[] file : states.value()) {
      decoded.add(ModuleState.fromBytes(layout(work.first() + decoded.size()), file));
    }
    return new StackTrainer(
        engine,
        new StackTask(recipe.stack(), adam, recipe.seed()),
        work.first(),
        decoded,
        work.learning());
  }

  private ModuleLayout layout(int m) {
    return ModuleLayout.of(recipe.stack(), m);
  }
}
