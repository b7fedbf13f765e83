package org.greedyinfomax.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of every kind that the program reads, changed at random: what is read is what the original
 * says, or it is refused by an exception that is documented and names the file; nothing else is
 * thrown, nothing hangs, nothing allocates much. docs/checksums.md says how to run it for long.
 */
final class FuzzTest {

  private static final int FEW = 12; // of each kind

  @TempDir private Path directory;

  @Test
  void someChangedFilesOfEveryKindAreNeverTakenForOthers() throws Exception {
    fuzz(Long.getLong("gim.fuzz.seed", 1), targets -> FEW);
  }

  @Test
  @Tag("long")
  @Tag("slow")
  void thousandsOfChangedFilesAreNeverTakenForOthers() throws Exception {
    int mutations = Integer.getInteger("gim.fuzz.mutations", 10_000);
    fuzz(Long.getLong("gim.fuzz.seed", 1), targets -> (mutations + targets - 1) / targets);
  }

  private void fuzz(long seed, IntUnaryOperator each) throws Exception {
    List<FuzzTarget> targets = new ArrayList<>();
    RunFiles run = new RunFiles(directory.resolve("run"));
    targets.addAll(run.targets());
    targets.addAll(run.forged());
    targets.addAll(new CorpusFiles(directory.resolve("corpus")).targets());
    targets.addAll(new OthersFiles(directory.resolve("others")).targets());
    Fuzzing fuzzing = new Fuzzing(seed);

    for (FuzzTarget target : targets) {
      fuzzing.run(target, each.applyAsInt(targets.size()));
    }

    System.out.println("seed " + seed + System.lineSeparator() + fuzzing.table());
    assertThat(fuzzing.failures()).as("%s", fuzzing.table()).isEmpty();
  }
}
