package org.greedyinfomax.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.simulation.SimulatedThroughput.Resource;
import org.junit.jupiter.api.Test;

final class SimulationTest {

  private static final double NEVER_THE_LIMIT = Double.POSITIVE_INFINITY;

  @Test
  void addsUpWhatARoundOfOneTaskTakes() {
    GroupWork work = new GroupWork("a", 1, 10, 2, 0, 0, 0, 0.5, 0.25);
    SimulatedThroughput outcome = play(new Workload(List.of(work), 32, 0.125), cluster(1), 1, 2);

    assertThat(outcome.secondsPerRound()).isCloseTo(13.875, within(1e-9));
    assertThat(outcome.samplesPerSecond()).isCloseTo(32 / 13.875, within(1e-9));
    assertThat(outcome.limit()).isEqualTo(Resource.SLOTS);
  }

  @Test
  void runsGroupsSideBySideWhereThereAreSlots() {
    assertThat(secondsPerRound(2, 1, 2, 5, 5)).isCloseTo(5 * 10 / 9.0, within(1e-9));
    assertThat(secondsPerRound(1, 1, 2, 5, 5)).isCloseTo(10 + 5 / 9.0, within(1e-9));
  }

  /** All but the first round of the lowest group, which ends after 10 rounds of 7 and one of 3. */
  @Test
  void waitsForTheSlowestGroup() {
    assertThat(secondsPerRound(4, 1, 2, 3, 7)).isCloseTo(70 / 9.0, within(1e-9));
  }

  @Test
  void takesTurnsWithAWindowOfOne() {
    assertThat(secondsPerRound(4, 1, 1, 3, 7)).isCloseTo((10 * 10 - 3) / 9.0, within(1e-9));
  }

  @Test
  void runsReplicasOneAfterAnotherOnOneSlot() {
    assertThat(secondsPerRound(1, 3, 2, 4)).isCloseTo(12, within(1e-9));
    assertThat(secondsPerRound(2, 3, 2, 4)).isCloseTo(8, within(1e-9));
  }

  @Test
  void isLimitedByTheDriversNetworkWithManyReplicas() {
    GroupWork work = new GroupWork("a", 0, 1, 0, 0, 0, 1_000_000, 0, 0);
    Cluster cluster = new Cluster(100, 1, 0, 1e8, NEVER_THE_LIMIT);
    SimulatedThroughput outcome = play(new Workload(List.of(work), 1, 0), cluster, 100, 2);

    // 4 MB there, and 12 MB back from each of 100, at 100 MB a second
    assertThat(outcome.secondsPerRound()).isCloseTo(0.04 + 1 + 12, within(1e-9));
    assertThat(outcome.limit()).isEqualTo(Resource.DRIVER);
  }

  @Test
  void isLimitedByStartingTasks() {
    Cluster cluster = new Cluster(1000, 1, 0.01, NEVER_THE_LIMIT, NEVER_THE_LIMIT);

    assertThat(play(workload(1), cluster, 1000, 2).secondsPerRound())
        .isCloseTo(10 + 1, within(1e-9));
  }

  @Test
  void isLimitedByAveraging() {
    GroupWork work = new GroupWork("a", 0, 1, 0, 0, 0, 0, 0.02, 0);
    SimulatedThroughput outcome = play(new Workload(List.of(work), 1, 0), cluster(200), 200, 2);

    assertThat(outcome.secondsPerRound()).isCloseTo(1 + 4, within(1e-9));
    assertThat(outcome.limit()).isEqualTo(Resource.AVERAGING);
  }

  @Test
  void isLimitedByTheStore() {
    GroupWork lower = new GroupWork("a", 0, 1, 0.5, 0, 1e6, 0, 0, 0);
    GroupWork upper = new GroupWork("b", 0.5, 1, 0, 1e6, 0, 0, 0, 0);
    Workload workload = new Workload(List.of(lower, upper), 1, 0);
    Cluster slow = new Cluster(10, 2, 0, NEVER_THE_LIMIT, 1e6);

    SimulatedThroughput outcome = play(workload, slow, 10, 2);

    assertThat(outcome.limit()).isEqualTo(Resource.STORE);
    assertThat(outcome.secondsPerRound()).isCloseTo(20, within(2.5)); // 20 MB at 1 MB a second
    assertThat(outcome.storeBytes()).isCloseTo(1e6, within(1e5));
    assertThat(play(workload, cluster(20), 10, 2).secondsPerRound()).isLessThan(2);
  }

  @Test
  void waitsForTheSlowestTaskOfARound() {
    Simulation even = simulation(50, 10, 0);
    Simulation uneven = simulation(50, 10, 0.1);
    Simulation same = simulation(50, 10, 0.1);
    double seconds = uneven.run().secondsPerRound();

    assertThat(even.run().secondsPerRound()).isCloseTo(1, within(1e-9));
    assertThat(seconds).isBetween(1.15, 1.1733); // 0.1·√3 at most
    assertThat(same.run().secondsPerRound()).isEqualTo(seconds);
  }

  @Test
  void refusesWhatIsNoTraining() {
    assertThatThrownBy(() -> simulation(1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a simulation needs replicas, a window and two rounds, but has 1, 2 and 0");
    assertThatThrownBy(() -> new Cluster(0, 1, 0, 1, 1))
        .hasMessage("a cluster needs executors and slots, but has 0 and 1");
  }

  private static double secondsPerRound(int slots, int replicas, int window, double... computing) {
    return play(workload(computing), cluster(slots), replicas, window).secondsPerRound();
  }

  private static Workload workload(double... computing) {
    return new Workload(
        Arrays.stream(computing)
            .mapToObj(seconds -> new GroupWork("g", 0, seconds, 0, 0, 0, 0, 0, 0))
            .toList(),
        1,
        0);
  }

  private static Cluster cluster(int slots) {
    return new Cluster(1, slots, 0, NEVER_THE_LIMIT, NEVER_THE_LIMIT);
  }

  private static SimulatedThroughput play(
      Workload workload, Cluster cluster, int replicas, int window) {
    return new Simulation(workload, cluster, new SimulatedTraining(replicas, window, 10), 0, 0)
        .run();
  }

  private static Simulation simulation(int replicas, int rounds, double spread) {
    return new Simulation(
        workload(1), cluster(replicas), new SimulatedTraining(replicas, 2, rounds), spread, 0);
  }
}
