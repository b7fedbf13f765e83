package org.greedyinfomax.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.chaos.GimProcess.Ending;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.training.Small;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trials of chance: trainings in processes of their own, with random schedules, masters, signals,
 * moments, disks and damage. Whatever happens, a run that says it is trained has the bits of one
 * that nothing happened to.
 *
 * <p>{@code -Dchaos.trials=50 -Dchaos.seed=1} says how many, and the seed of the first.
 */
@Tag("long")
final class ChaosTrialsTest {

  private static final int TRIALS = Integer.getInteger("chaos.trials", 10);
  private static final long SEED = Long.getLong("chaos.seed", 1);
  private static final int ROUNDS = 12;

  @TempDir private Path folder;
  private final Map<Small, Reference> references = new EnumMap<>(Small.class);

  @Test
  void whateverHappensATrainedRunHasTheBitsOfOneThatNothingHappenedTo() throws Exception {
    Tally tally = new Tally();
    for (long seed = SEED; seed < SEED + TRIALS; seed++) {
      Trial trial = Trial.of(seed);
      System.out.println(trial);
      tally.count("trials");
      try (TrialRun run =
          new TrialRun(trial, reference(trial.small()), folder.resolve("trial-" + seed), tally)) {
        run.carryOut();
      }
    }
    System.out.print(tally.toText());

    assertThat(tally.broken()).isEmpty();
  }

  private Reference reference(Small small) throws IOException, InterruptedException {
    Reference known = references.get(small);
    if (known != null) {
      return known;
    }
    Path home = Files.createDirectories(folder.resolve(small.name()));
    Path corpus = home.resolve("corpus");
    small.writeCorpus(corpus.toString());
    Recipe recipe = small.recipe("training.localSteps=1");
    Path file = Files.writeString(home.resolve("recipe.conf"), recipe.toHocon());
    List<String> words =
        List.of(
            "pretrain",
            "--recipe",
            file.toString(),
            "--input",
            corpus.toString(),
            "--run",
            home.resolve("run").toString());
    long start = System.nanoTime();
    Ending ending = GimProcess.start(home, "unharmed", "local[2]", words).end();
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(ending.code()).as(ending.err()).isZero();
    Reference reference = new Reference(corpus, file, ending.hash().orElseThrow(), ROUNDS, millis);
    references.put(small, reference);
    return reference;
  }
}
