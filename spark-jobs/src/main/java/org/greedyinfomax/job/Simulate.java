package org.greedyinfomax.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.simulation.Cluster;
import org.greedyinfomax.simulation.LaunchTrial;
import org.greedyinfomax.simulation.SimulatedThroughput;
import org.greedyinfomax.simulation.SimulatedTraining;
import org.greedyinfomax.simulation.Simulation;
import org.greedyinfomax.simulation.SimulationReport;
import org.greedyinfomax.simulation.Workload;
import org.greedyinfomax.storage.JsonFile;

/** Predicts how the rounds of a run would go on larger clusters: {@code gim simulate}. */
public final class Simulate {

  private static final int ROUNDS = 30;

  /** What tasks of one round differ by on machines that are alike; a guess. */
  private static final double SPREAD = 0.05;

  private static final List<Integer> WINDOWS = List.of(1, 2, 4);

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Simulate(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What to simulate.
   *
   * @param run directory of a run of all modules in simultaneous order, of at least two rounds
   * @param executors numbers of executors
   * @param slots tasks that an executor runs at a time
   * @param network bytes a second to and from the driver
   * @param store bytes a second of all executors together; infinite if it is not to be the limit
   * @param output JSON file for the results, which replaces an older one; empty for none
   */
  public record Options(
      String run,
      List<Integer> executors,
      int slots,
      double network,
      double store,
      Optional<String> output) {

    public Options {
      executors = List.copyOf(executors);
    }
  }

  /**
   * Simulates.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public SimulationReport run(Options options) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Optional<Path> output = options.output().map(Path::new);
    if (output.isPresent()) {
      JsonFile.requireReplaceable(hadoop, output.get(), SimulationReport.class);
    }
    SimulationReport report = simulated(options, RunDirectory.open(hadoop, options.run()));
    if (output.isPresent()) {
      JsonFile.write(hadoop, output.get(), report);
    }
    return report;
  }

  private SimulationReport simulated(Options options, RunDirectory directory) throws IOException {
    String run = options.run();
    int slots = options.slots();
    double network = options.network();
    double store = options.store();
    Workload measured = Workload.of(directory.recipe(), directory.rounds());
    double launching =
        new LaunchTrial(JavaSparkContext.fromSparkContext(spark.sparkContext())).seconds();
    List<SimulationReport.Row> rows = new ArrayList<>();
    for (int number : options.executors()) {
      Cluster cluster = new Cluster(number, slots, launching, network, store);
      rows.add(row("fused", measured.fused(), cluster, 0));
      if (measured.groups().size() > 1) {
        String schedule = measured.groups().size() + " groups";
        WINDOWS.forEach(window -> rows.add(row(schedule, measured, cluster, window)));
      }
    }
    return new SimulationReport(
        SimulationReport.VERSION,
        run,
        slots,
        launching,
        network,
        Double.isFinite(store) ? store : 0,
        ROUNDS,
        rows);
  }

  private static SimulationReport.Row row(
      String schedule, Workload workload, Cluster cluster, int window) {
    SimulatedThroughput outcome = simulate(workload, cluster, window);
    Cluster one =
        new Cluster(1, cluster.slots(), cluster.launching(), cluster.network(), cluster.store());
    int replicas = cluster.executors() * cluster.slots();
    return new SimulationReport.Row(
        cluster.executors(),
        schedule,
        window,
        replicas,
        outcome,
        outcome.samplesPerSecond()
            / (cluster.executors() * simulate(workload, one, window).samplesPerSecond()),
        workload.resultBytes(replicas));
  }

  private static SimulatedThroughput simulate(Workload workload, Cluster cluster, int window) {
    return new Simulation(
            workload,
            cluster,
            new SimulatedTraining(
                cluster.executors() * cluster.slots(), Math.max(1, window), ROUNDS),
            SPREAD,
            0)
        .run();
  }
}
