package org.greedyinfomax.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/**
 * Reads changed files by the program's own readers, and counts what comes of it. The same seed
 * makes the same changes.
 */
final class Fuzzing {

  private static final List<Mutation> MUTATIONS = List.of(Mutation.values());
  private static final int MOST_BUSY_SECONDS = 10;
  private static final int MOST_SECONDS = 300; // on a machine that others keep busy
  private static final long MOST_BYTES = 512L << 20; // that reading one file may allocate
  private static final int LONGEST_TEXT = 300;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long seed;
  private final Map<String, int[]> counts = new LinkedHashMap<>(); // unchanged, read, refused
  private final List<String> failures = new ArrayList<>();

  Fuzzing(long seed) {
    this.seed = seed;
  }

  /** Reads so many changed files of a kind. */
  void run(FuzzTarget target, int mutations) throws Exception {
    Object expected = target.reader().read(target.original());
    for (int i = 0; i < mutations; i++) {
      Random random = new Random(Objects.hash(seed, target.name(), i));
      Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
      byte[] changed = mutation.of(target.original(), random);
      String what = Text.format("%s, %s, case %d", target.name(), mutation, i);
      check(target, expected, changed, what);
    }
  }

  private void check(FuzzTarget target, Object expected, byte[] changed, String what)
      throws InterruptedException {
    int[] count = counts.computeIfAbsent(target.name(), name -> new int[3]);
    Optional<Outcome> ended = outcomeInTime(target, changed);
    if (ended.isEmpty()) {
      failures.add(what + ": does not come to an end");
      return;
    }
    Outcome outcome = ended.get();
    if (outcome.allocated > MOST_BYTES) {
      failures.add(Text.format("%s: allocates %d bytes", what, outcome.allocated));
    }
    if (outcome.thrown != null) {
      count[2]++;
      refusal(target, outcome.thrown, what);
    } else if (outcome.value.equals(expected)) {
      count[Arrays.equals(changed, target.original()) ? 0 : 1]++;
    } else {
      count[1]++;
      if (target.promise() == FuzzTarget.Promise.THE_SAME) {
        failures.add(what + ": is taken for something else");
      }
    }
  }

  private void refusal(FuzzTarget target, Throwable thrown, String what) {
    boolean isOurs =
        (thrown instanceof IllegalArgumentException && isOfThisProgram(thrown))
            || thrown.getClass() == IOException.class
            || thrown instanceof BadFileException;
    String message = String.valueOf(thrown.getMessage());
    if (!isOurs || !message.contains(target.file())) {
      failures.add(
          Text.format(
              "%s: %s: %s at %s",
              what,
              thrown.getClass().getName(),
              message.substring(0, Math.min(LONGEST_TEXT, message.length())),
              Arrays.stream(thrown.getStackTrace()).limit(6).toList()));
    }
  }

  /** Whether the program has thrown it itself, rather than a library or Java. */
  private static boolean isOfThisProgram(Throwable thrown) {
    return thrown.getStackTrace()[0].getClassName().startsWith("org.greedyinfomax.");
  }

  private record Outcome(Object value, Throwable thrown, long allocated) {}

  /** What comes of a file, unless it takes too long. */
  private Optional<Outcome> outcomeInTime(FuzzTarget target, byte[] changed)
      throws InterruptedException {
    FutureTask<Outcome> task = new FutureTask<>(() -> outcome(target, changed));
    Thread thread = new Thread(task, "fuzzing");
    thread.setDaemon(true); // it may never end
    thread.start();
    try {
      for (int seconds = 0; seconds < MOST_SECONDS; seconds++) {
        thread.join(1_000);
        if (task.isDone()) {
          return Optional.of(task.get());
        }
        if (threads.getThreadCpuTime(thread.getId()) > 1e9 * MOST_BUSY_SECONDS) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private Outcome outcome(FuzzTarget target, byte[] changed) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Object value = target.reader().read(changed);
      return new Outcome(value, null, threads.getCurrentThreadAllocatedBytes() - before);
    } catch (Throwable e) {
      return new Outcome(null, e, threads.getCurrentThreadAllocatedBytes() - before);
    }
  }

  /** What was wrong, a line each. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How many files of each kind were read and refused. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(Text.format("%-30s %10s %10s %10s%n", "kind", "unchanged", "read", "refused"));
    int[] sums = new int[3];
    counts.forEach(
        (kind, count) -> {
          text.append(Text.format("%-30s %10d %10d %10d%n", kind, count[0], count[1], count[2]));
          for (int i = 0; i < sums.length; i++) {
            sums[i] += count[i];
          }
        });
    return text.append(Text.format("%-30s %10d %10d %10d%n", "all", sums[0], sums[1], sums[2]))
        .toString();
  }
}
