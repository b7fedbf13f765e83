package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.Simulate;

/** {@code gim simulate}. */
final class SimulateCommand implements Command {

  private static final Option<String> RUN =
      Option.required("run", "PATH", "a run of at least two rounds, best with schedule pipelined")
          .path();
  private static final Option<List<Integer>> EXECUTORS =
      Option.withDefault(
              "executors", "N,N", "how many; " + Option.DEFAULT + " if left out", "1,8,64,512")
          .as(SimulateCommand::numbers);
  private static final Option<Integer> SLOTS =
      Option.atLeastOne(
          "slots",
          "N",
          "tasks that an executor runs at a time; " + Option.DEFAULT + " if left out",
          1);
  private static final Option<Integer> NETWORK =
      Option.atLeastOne(
          "network", "GBIT", "of the driver, each second; " + Option.DEFAULT + " if left out", 10);
  private static final Option<Double> STORE =
      Option.withDefault(
              "store",
              "MB",
              "read and written by all executors each second; " + Option.DEFAULT,
              "unlimited")
          .as(SimulateCommand::bytes);
  private static final Option<Optional<String>> OUTPUT = Option.file("output", "the same as JSON");

  @Override
  public String word() {
    return "simulate";
  }

  @Override
  public String summary() {
    return "predict how a run's rounds would go on larger clusters";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RUN, EXECUTORS, SLOTS, NETWORK, STORE, OUTPUT);
  }

  private static List<Integer> numbers(String list) {
    List<Integer> numbers = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      Check.argument(
          Option.isWholeNumber(word),
          "--executors must be whole numbers of at least 1, with commas between, but is \"%s\"",
          list);
      numbers.add(Integer.parseInt(word));
    }
    return numbers;
  }

  private static double bytes(String megabytes) {
    if (megabytes.equals("unlimited")) {
      return Double.POSITIVE_INFINITY;
    }
    Check.argument(
        Option.isWholeNumber(megabytes),
        "--store must be a whole number of at least 1, but is \"%s\"",
        megabytes);
    return 1e6 * Integer.parseInt(megabytes);
  }

  @Override
  public Invocation<Simulate.Options> read(Arguments arguments) {
    return new Invocation<>(
        "simulate",
        new Simulate.Options(
            arguments.get(RUN),
            arguments.get(EXECUTORS),
            arguments.get(SLOTS),
            1e9 / 8 * arguments.get(NETWORK),
            arguments.get(STORE),
            arguments.get(OUTPUT)),
        SimulateCommand::run);
  }

  private static void run(Simulate.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    context.out().print(new Simulate(spark).run(options).toText());
  }
}
