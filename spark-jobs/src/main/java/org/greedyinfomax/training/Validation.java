package org.greedyinfomax.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.storage.Lease;

/**
 * Measures the loss of every module on held-out rows every so many rounds, writes it down in {@code
 * validation.jsonl}, and decides from it which modules stop. Nothing is learned from these rows.
 */
final class Validation implements Closeable {

  private final Recipe recipe;
  private final ValidationSettings settings;
  private final Rounds rounds;
  private final ValidationLog log;
  private final Lease lease;
  private final Decisions decisions;
  private final Measurement measurement;
  private final Progress progress;

  /**
   * Prepares to go on.
   *
   * @param log without what is to be measured again
   * @param lease of the run, without which nothing is written
   * @param decisions are told what is measured
   */
  Validation(
      JavaSparkContext spark,
      Recipe recipe,
      Rounds rounds,
      HeldOut heldOut,
      ValidationLog log,
      Lease lease,
      Decisions decisions,
      Progress progress)
      throws IOException {
    this.recipe = recipe;
    settings = recipe.validation();
    this.rounds = rounds;
    this.log = log;
    this.lease = lease;
    this.decisions = decisions;
    this.progress = progress;
    measurement = new Measurement(spark, recipe, heldOut);
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
    int modules = rounds.round(reached.rounds() - 1).modules();
    List<TrainableModule.Step> found = measurement.of(reached, rounds.frozen(), modules);
    List<String> names =
        recipe.stack().modules().subList(rounds.frozen(), modules).stream()
            .map(ModuleSpec::name)
            .toList();
    List<LossSpec> losses = recipe.stack().losses().subList(rounds.frozen(), modules);
    List<Double> ceilings = // without one, nothing is known to be learned
        IntStream.range(0, losses.size())
            .mapToObj(i -> losses.get(i).ceiling().orElse(found.get(i).loss()))
            .toList();
    ValidatedRound line =
        ValidatedRound.after(log.last(), reached.rounds(), names, found, ceilings, settings);
    lease.require();
    log.add(line); // before anybody acts on it
    progress.validated(line, rounds.count());
    decisions.decide(line.round(), Stops.of(recipe.stack(), rounds.frozen(), Optional.of(line)));
  }

  @Override
  public void close() {
    measurement.close();
  }
}
