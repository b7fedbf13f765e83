package org.greedyinfomax.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.greedyinfomax.chaos.GimProcess.Ending;

/**
 * Carries out a trial: starts trainings, harms them, and goes on as a user would, with {@code
 * --resume} where there is a run, and with {@code --overwrite} where that is refused. {@link
 * Judgement} compares what the processes say with what is there.
 */
final class TrialRun implements AutoCloseable {

  private static final int MOST_ATTEMPTS = 6;
  private static final int USAGE = 2;

  private final Trial trial;
  private final Reference reference;
  private final Path folder;
  private final Random random;
  private final Tally tally;
  private final SmallDisk disk;
  private int processes;
  private boolean isRefused;

  TrialRun(Trial trial, Reference reference, Path folder, Tally tally) throws IOException {
    this.trial = trial;
    this.reference = reference;
    this.folder = Files.createDirectories(folder);
    this.random = new Random(trial.seed() + 1);
    this.tally = tally;
    this.disk = new SmallDisk(folder.resolve("disk"));
  }

  /** Does all of it, to the end of the training. */
  void carryOut() throws IOException, InterruptedException {
    if (trial.diskKilobytes() > 0) {
      boolean isMounted = disk.mount(trial.diskKilobytes());
      tally.count(isMounted ? "small disks" : "small disks that could not be mounted here");
    }
    boolean isDone = false;
    for (int i = 0; i < trial.harms().size() && !isDone; i++) {
      Harm harm = trial.harms().get(i);
      tally.count("harms: " + harm);
      isDone = harm.isWhileTraining() ? trainAnd(harm) : damageAfterAKill(harm);
    }
    disk.grow();
    for (int attempt = 0; attempt < MOST_ATTEMPTS && !isDone; attempt++) {
      GimProcess process = start(next());
      isDone = judge(process.end(), false);
    }
    if (isDone) {
      judgement().ofTheFinishedRun();
    } else {
      tally.broken(trial, "not trained to the end after %d attempts".formatted(MOST_ATTEMPTS));
    }
  }

  private Path run() {
    return disk.isMounted() ? disk.path().resolve("run") : folder.resolve("run");
  }

  private Judgement judgement() {
    return new Judgement(trial, reference, run(), tally);
  }

  private boolean judge(Ending ending, boolean isKilled) throws IOException {
    isRefused = ending.code() == USAGE;
    return judgement().of(ending, isKilled);
  }

  private List<String> next() throws IOException {
    if (!Files.exists(run().resolve("config.conf")) || !Files.exists(run().resolve("run.json"))) {
      if (Files.exists(run()) && FileUtil.fullyDelete(run().toFile())) {
        tally.count("remains of a start that the user must delete");
      }
      return begin();
    }
    return isRefused ? overwrite() : resume();
  }

  private List<String> resume() {
    return List.of(
        "pretrain",
        "--input",
        reference.corpus().toString(),
        "--run",
        run().toString(),
        "--resume");
  }

  private List<String> overwrite() {
    List<String> words = new ArrayList<>(begin());
    words.add(1, "--overwrite");
    return words;
  }

  private List<String> begin() {
    return List.of(
        "pretrain",
        "--recipe",
        reference.recipe().toString(),
        "--input",
        reference.corpus().toString(),
        "--run",
        run().toString(),
        "training.schedule=" + trial.schedule(),
        "training.checkpointInterval=" + trial.checkpointInterval());
  }

  private GimProcess start(List<String> words) throws IOException {
    processes++;
    tally.count("processes");
    return GimProcess.start(folder, "process-" + processes, trial.master(), words);
  }

  /** Returns whether the training has come to its end all the same. */
  private boolean trainAnd(Harm harm) throws IOException, InterruptedException {
    try (GimProcess process = start(next())) {
      process.await((long) (reference.millis() * (0.3 + 0.8 * random.nextDouble())));
      if (!process.isAlive()) {
        tally.count("processes that ended before they were harmed");
        return judge(process.end(), false);
      }
      boolean isKilled = false;
      switch (harm) {
        case KILL -> {
          process.signal("KILL");
          isKilled = true;
        }
        case TERMINATE -> process.signal("TERM");
        case INTERRUPT -> process.signal("INT");
        case KILL_EXECUTOR -> {
          if (!process.killExecutor()) {
            process.signal("KILL");
            isKilled = true;
          }
        }
        case SECOND_TRAINER, SECOND_OVERWRITER -> second(harm);
        case DELETE -> FileUtil.fullyDelete(run().toFile());
        case FLIP_A_BIT, CUT_A_FILE -> throw new AssertionError(harm);
      }
      Ending ending = process.end();
      boolean isDone = judge(ending, isKilled);
      if (isDone && !Files.exists(run())) {
        if (harm != Harm.DELETE) {
          tally.broken(trial, "trained, but there is no run: " + ending.out());
        }
        return false; // it was deleted after its end
      }
      return isDone;
    }
  }

  private void second(Harm harm) throws IOException, InterruptedException {
    if (!Files.exists(run().resolve("run.json"))) {
      return;
    }
    try (GimProcess process = start(harm == Harm.SECOND_OVERWRITER ? overwrite() : resume())) {
      Ending ending = process.end();
      judgement().of(ending, false);
      tally.count("second processes that ended with code " + ending.code());
    }
  }

  private boolean damageAfterAKill(Harm harm) throws IOException, InterruptedException {
    if (!Files.exists(run().resolve("run.json")) && trainAnd(Harm.KILL)) {
      return true;
    }
    List<Path> files = files();
    if (files.isEmpty()) {
      return false;
    }
    damage(harm, files.get(random.nextInt(files.size())));
    boolean isDone = judge(start(next()).end(), false);
    tally.count(isDone ? "damage that did no harm or was repaired" : "damage that was refused");
    return isDone;
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(run())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(run())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().endsWith(".crc"))
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }

  /** Without Hadoop's own checksum, which would find it: the program must find it alone. */
  private void damage(Harm harm, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int at = random.nextInt(content.length);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    if (harm == Harm.FLIP_A_BIT) {
      content[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, content);
    } else {
      Files.write(file, Arrays.copyOf(content, at));
    }
    tally.count("damaged files: " + file.getFileName().toString().replaceFirst(".*\\.", "."));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    disk.close();
  }
}
