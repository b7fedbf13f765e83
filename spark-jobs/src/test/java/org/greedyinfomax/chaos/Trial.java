package org.greedyinfomax.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.greedyinfomax.training.Small;

/**
 * One trial: a run, how it is trained, and what happens to it. All follows from its seed but the
 * moments, which the machine's speed shifts.
 *
 * @param seed of everything random in it
 * @param small what is trained
 * @param schedule value of {@code training.schedule}
 * @param master Spark's
 * @param checkpointInterval rounds
 * @param harms one after another, each to a process of its own
 * @param diskKilobytes size of the file system that the run lies on at first; 0 if it has room
 */
record Trial(
    long seed,
    Small small,
    String schedule,
    String master,
    int checkpointInterval,
    List<Harm> harms,
    int diskKilobytes) {

  private static final List<String> SCHEDULES =
      List.of("fused", "pipelined", "[[0], [1, 2]]", "[[0, 1], [2]]");
  private static final List<String> MASTERS =
      List.of("local[1]", "local[2]", "local[2,4]", "local-cluster[2,1,1024]");

  Trial {
    harms = List.copyOf(harms);
  }

  /** The trial of a seed. */
  static Trial of(long seed) {
    Random random = new Random(seed);
    List<Harm> harms = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      harms.add(oneOf(List.of(Harm.values()), random));
    }
    return new Trial(
        seed,
        oneOf(List.of(Small.values()), random),
        oneOf(SCHEDULES, random),
        oneOf(MASTERS, random),
        1 + random.nextInt(4),
        harms,
        random.nextInt(5) == 0 ? 60 + random.nextInt(500) : 0);
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public String toString() {
    return "seed %d: %s, %s on %s, a checkpoint every %d rounds%s: %s"
        .formatted(
            seed,
            small,
            schedule,
            master,
            checkpointInterval,
            diskKilobytes == 0 ? "" : ", %d kB of disk".formatted(diskKilobytes),
            harms.stream().map(Harm::name).collect(Collectors.joining(", ")));
  }
}
