package org.greedyinfomax.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StoppingRounds;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.run.ValidationLog;
import org.greedyinfomax.training.batch.HeldOut;
import org.greedyinfomax.training.validation.Measurement;

/**
 * Measures the loss of every module on held-out rows every so many rounds, writes it down in {@code
 * validation.jsonl}, and decides from it which modules stop. Nothing is learned from these rows.
 */
final class Validation implements Closeable {

  private final TrainingContext context;
  private final ValidationSettings settings;
  private final ValidationLog log;
  private final EarlyStopping earlyStopping;
  private final Measurement measurement;

  /**
   * Prepares to go on.
   *
   * @param log without what is to be measured again
   * @param earlyStopping are told what is measured
   */
  Validation(
      TrainingContext context, HeldOut heldOut, ValidationLog log, EarlyStopping earlyStopping)
      throws IOException {
    this.context = context;
    settings = context.recipe().validation();
    this.log = log;
    this.earlyStopping = earlyStopping;
    measurement = new Measurement(context.spark(), context.recipe(), heldOut);
  }

  /** Whether something is to be measured when all modules have finished so many rounds. */
  boolean isDue(int finished) {
    return finished > 0
        && finished % settings.interval() == 0
        && log.last().map(line -> line.round() < finished).orElse(true);
  }

  /**
   * Measures, and lets those go on who wait for it.
   *
   * @throws IllegalArgumentException if numbers have grown beyond all bounds
   */
  void measure(Checkpoint reached) throws IOException {
    Rounds rounds = context.rounds();
    StackSpec stack = context.recipe().stack();
    int modules = rounds.round(reached.rounds() - 1).modules();
    List<TrainableModule.Step> found = measurement.of(reached, rounds.frozen(), modules);
    List<String> names =
        stack.modules().subList(rounds.frozen(), modules).stream().map(ModuleSpec::name).toList();
    List<LossSpec> losses = stack.losses().subList(rounds.frozen(), modules);
    List<Double> ceilings = // without one, nothing is known to be learned
        IntStream.range(0, losses.size())
            .mapToObj(i -> losses.get(i).ceiling().orElse(found.get(i).loss()))
            .toList();
    ValidatedRound line =
        ValidatedRound.after(log.last(), reached.rounds(), names, found, ceilings, settings);
    context.lease().require();
    log.add(line); // before anybody acts on it
    context.progress().validated(line, rounds.count());
    earlyStopping.decide(
        line.round(), StoppingRounds.of(stack, rounds.frozen(), Optional.of(line)));
  }

  @Override
  public void close() {
    measurement.close();
  }
}
