package org.greedyinfomax.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.greedyinfomax.Check;
import org.greedyinfomax.simulation.SimulatedThroughput.Resource;

/**
 * Plays a training through, event by event, by the rules of {@code GroupTraining} and Spark's fair
 * scheduler.
 *
 * <p>A group begins a round when the one below has committed it and there is room in the window
 * above. The driver sends the parameters, starts a task for every replica, takes the results in and
 * averages. A slot that is free goes to the group with the fewest running tasks. Tasks read,
 * compute and write as long as was measured, more or less; the store may slow them down. Driver and
 * store serve one after another; groups average side by side.
 *
 * <p>Left out: tasks that slow each other down on a machine, stragglers and failures, checkpoints,
 * and that executors get parameters from each other and not only from the driver.
 */
public final class Simulation {

  private final Workload workload;
  private final Cluster cluster;
  private final int replicas;
  private final int window;
  private final int rounds;
  private final double spread;
  private final SplittableRandom random;

  private final PriorityQueue<Event> events = new PriorityQueue<>(Event.ORDER);
  private final Server driver = new Server();
  private final Server store = new Server();
  private final List<Group> groups = new ArrayList<>();
  private int freeSlots;
  private double slotSeconds;
  private double storeBytes;
  private double now;
  private long sequence;
  private double firstEnd = Double.NaN;

  /**
   * Prepares to play.
   *
   * @param spread standard deviation of a task's computing, relative to its mean
   * @param seed of these deviations
   */
  public Simulation(
      Workload workload, Cluster cluster, SimulatedTraining training, double spread, long seed) {
    Check.argument(spread >= 0, "a standard deviation is at least 0, but is %s", spread);
    this.workload = workload;
    this.cluster = cluster;
    replicas = training.replicas();
    window = training.window();
    rounds = training.rounds();
    this.spread = spread;
    random = new SplittableRandom(seed);
    freeSlots = cluster.allSlots();
    for (GroupWork work : workload.groups()) {
      groups.add(new Group(groups.size(), work));
    }
  }

  /** Something that happens at a time; of the same time, in the order of asking. */
  private record Event(double time, long number, Runnable what) {

    static final Comparator<Event> ORDER =
        Comparator.comparingDouble(Event::time).thenComparingLong(Event::number);
  }

  private void at(double time, Runnable what) {
    events.add(new Event(time, sequence++, what));
  }

  /** Plays it through. */
  public SimulatedThroughput run() {
    groups.forEach(Group::beginIfReady);
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.time();
      event.what().run();
    }
    double seconds = now - firstEnd;
    double roundSeconds = seconds / (rounds - 1);
    Map<Resource, Double> busy = new EnumMap<>(Resource.class);
    busy.put(Resource.SLOTS, slotSeconds / (now * cluster.allSlots()));
    busy.put(Resource.DRIVER, driver.busy() / now);
    busy.put(Resource.STORE, store.busy() / now);
    busy.put(
        Resource.AVERAGING,
        groups.stream().mapToDouble(group -> group.averaging).max().orElseThrow() / now);
    return new SimulatedThroughput(
        roundSeconds, replicas * workload.samples() / roundSeconds, busy, storeBytes / now);
  }

  /** Gives free slots to groups in turn. */
  private void assignSlots() {
    while (freeSlots > 0) {
      Group next = null;
      for (Group group : groups) {
        if (group.queued > 0 && (next == null || group.running < next.running)) {
          next = group;
        }
      }
      if (next == null) {
        return;
      }
      next.startTask();
    }
  }

  /** When bytes are through the store, if nobody can take less than some seconds for them. */
  private double throughStore(double bytes, double leastSeconds) {
    storeBytes += bytes;
    return Math.max(now + leastSeconds, store.serve(now, bytes / cluster.store()));
  }

  private final class Group {

    private final int place;
    private final GroupWork work;
    private int begun;
    private int committed;
    private int occupied; // rounds in the window above
    private int queued;
    private int running;
    private int unfinished;
    private double averaging;

    Group(int place, GroupWork work) {
      this.place = place;
      this.work = work;
    }

    private boolean isTop() {
      return place == groups.size() - 1;
    }

    void beginIfReady() {
      boolean hasInput = place == 0 || groups.get(place - 1).committed > begun;
      boolean hasRoom = isTop() || occupied < window;
      if (begun > committed || begun == rounds || !hasInput || !hasRoom) {
        return;
      }
      begun++;
      occupied++;
      unfinished = replicas;
      double sent = driver.serve(now, work.bytesSent() / cluster.network());
      at(sent + workload.starting(), this::launch);
    }

    private void launch() {
      for (int i = 0; i < replicas; i++) {
        at(
            driver.serve(now, cluster.launching()),
            () -> {
              queued++;
              assignSlots();
            });
      }
    }

    void startTask() {
      queued--;
      running++;
      freeSlots--;
      double started = now;
      double read = throughStore(work.bytesRead(), work.reading());
      double computing = work.computing() * deviation();
      at(
          read + computing,
          () -> at(throughStore(work.bytesWritten(), work.writing()), () -> endTask(started)));
    }

    private double deviation() {
      double uniform = 2 * random.nextDouble() - 1; // of variance 1/3
      return Math.max(0, 1 + spread * Math.sqrt(3) * uniform);
    }

    private void endTask(double started) {
      slotSeconds += now - started;
      running--;
      freeSlots++;
      at(driver.serve(now, work.bytesBroughtBack() / cluster.network()), this::takeResult);
      assignSlots();
    }

    private void takeResult() {
      unfinished--;
      if (unfinished == 0) {
        averaging += replicas * work.averaging();
        at(now + replicas * work.averaging() + work.committing(), this::commit);
      }
    }

    private void commit() {
      committed++;
      if (place == 0 && committed == 1) {
        firstEnd = now;
      }
      if (isTop()) {
        occupied--; // nobody reads it
      } else {
        groups.get(place + 1).beginIfReady();
      }
      if (place > 0) {
        groups.get(place - 1).occupied--;
        groups.get(place - 1).beginIfReady();
      }
      beginIfReady();
    }
  }
}
