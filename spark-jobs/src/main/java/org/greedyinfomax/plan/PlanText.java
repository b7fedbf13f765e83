package org.greedyinfomax.plan;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.training.resource.ExecutorMemory;

/** A plan in tables. */
final class PlanText {

  private final TrainingPlan plan;
  private final Recipe recipe;
  private final StackSpec stack;
  private final List<ModuleCost> costs;

  PlanText(TrainingPlan plan) {
    this.plan = plan;
    recipe = plan.recipe();
    stack = recipe.stack();
    costs =
        IntStream.range(0, stack.modules().size())
            .mapToObj(m -> ModuleCost.of(stack, m, recipe.input().sample()))
            .toList();
  }

  String render() {
    return String.join("\n", machine(), modules(), borders(), schedules(), groups(), advice());
  }

  private String machine() {
    TaskSpeeds task = plan.measured().task();
    return Text.format(
        """
        A task on an executor: %s
          products     %.1f GFLOP/s
          activations  written at %.0f MB/s, read at %.0f MB/s
        A round costs %s beside its steps. There are slots for %d tasks at a time.
        """,
        task.device(),
        task.flops() / 1e9,
        task.writtenBytes() / 1e6,
        task.readBytes() / 1e6,
        UnitText.seconds(plan.measured().overheadSeconds()),
        plan.measured().slots());
  }

  private String modules() {
    int batch = recipe.training().batchSize();
    TextTable table =
        new TextTable(
            1,
            "module",
            "parameters",
            "GFLOP forward",
            "GFLOP in all",
            "share",
            "its loss",
            "output",
            "bytes",
            "step",
            "GFLOP/s");
    double seconds = 0;
    long training = sum(ModuleCost::trainingFlops);
    for (int m = 0; m < costs.size(); m++) {
      ModuleCost cost = costs.get(m);
      double step = plan.measured().task().modules().get(m).training();
      seconds += step;
      table.add(
          stack.modules().get(m).name(),
          Integer.toString(cost.parameters()),
          gigas(cost.forwardFlops()),
          gigas(cost.trainingFlops()),
          percent(cost.trainingFlops(), training),
          percent(cost.lossTrainingFlops(), cost.trainingFlops()),
          shape(cost.output()),
          UnitText.bytes(border(m).sampleBytes()),
          UnitText.seconds(step),
          Text.format("%.1f", batch * cost.trainingFlops() / step / 1e9));
    }
    table.add(
        "all",
        Long.toString(sum(ModuleCost::parameters)),
        gigas(sum(ModuleCost::forwardFlops)),
        gigas(training),
        "",
        percent(sum(ModuleCost::lossTrainingFlops), training),
        "",
        "",
        UnitText.seconds(seconds),
        Text.format("%.1f", batch * training / seconds / 1e9));
    return Text.format(
            "Modules: for a sample of %s; a step trains on %d\n",
            shape(recipe.input().sample()), batch)
        + table.plain()
        + ownLosses();
  }

  /** Which modules have a loss of their own, a line each. */
  private String ownLosses() {
    StringBuilder text = new StringBuilder();
    for (int m = 0; m < costs.size(); m++) {
      if (stack.hasOwnLoss(m) && stack.loss(m) instanceof InfoNceSpec loss) {
        text.append(Text.format("Loss of %s: %s\n", stack.modules().get(m).name(), loss.summary()));
      }
    }
    return text.toString();
  }

  private String borders() {
    int window = recipe.activations().window();
    int steps = plan.chosen().localSteps();
    int replicas = recipe.training().replicas();
    TextTable table = new TextTable(1, "above", "a sample", "a round", "window of " + window);
    for (int m = 0; m + 1 < costs.size(); m++) {
      long round = border(m).roundBytes(replicas, steps);
      table.add(
          stack.modules().get(m).name(),
          UnitText.bytes(border(m).sampleBytes()),
          UnitText.bytes(round),
          UnitText.bytes(window * round));
    }
    return Text.format(
            "Borders, where groups are cut: %s on disk, with %s and %s a round; budget %s\n",
            border(0).dtype(),
            count(replicas, "replica"),
            count(steps, "local step"),
            UnitText.bytes(recipe.activations().budget()))
        + table.plain();
  }

  private String schedules() {
    boolean isLong = plan.recordings().isPresent();
    TextTable table =
        isLong
            ? new TextTable(
                1, "schedule", "local steps", "window", "a round", "a step", "rounds", "in all", "")
            : new TextTable(1, "schedule", "local steps", "window", "a round", "a step", "");
    for (Expectation expected : plan.listed()) {
      String name = expected.grouping().toString();
      String steps = Integer.toString(expected.localSteps());
      String window = expected.window() == 0 ? "-" : Integer.toString(expected.window());
      String round = UnitText.seconds(expected.roundSeconds());
      String step = UnitText.seconds(expected.secondsPerStep());
      if (isLong) {
        int rounds =
            Planner.rounds(recipe, expected.localSteps(), plan.recordings().getAsLong()).count();
        String all = UnitText.seconds(rounds * expected.roundSeconds());
        String number = Integer.toString(rounds);
        table.add(name, steps, window, round, step, number, all, remark(expected));
      } else {
        table.add(name, steps, window, round, step, remark(expected));
      }
    }
    return "Schedules"
        + (isLong ? Text.format(", for %d rows", plan.recordings().getAsLong()) : "")
        + "\n"
        + table.plain();
  }

  private String remark(Expectation expected) {
    if (!expected.fits()) {
      return "over activations.budget";
    }
    return expected.equals(plan.advised()) ? "advised" : "";
  }

  private String groups() {
    TextTable table = new TextTable(1, "group", "step of a task", "memory of a task");
    for (Expectation expected : plan.listed()) {
      table.add(expected.grouping().toString(), "", "");
      for (Expectation.Group group : expected.groups()) {
        table.add(
            "  " + name(group.group()),
            UnitText.seconds(group.stepSeconds()),
            UnitText.bytes(group.group().memory(recipe).bytes()));
      }
    }
    ExecutorMemory executor = plan.measured().executor();
    return Text.format(
            "Groups: memory is outside Java's heap, where an executor of %s has %s for %s at a time\n",
            UnitText.bytes(executor.bytes()),
            UnitText.bytes(executor.room()),
            count(executor.tasks(), "task"))
        + table.plain();
  }

  private String name(StageGroup group) {
    int size = group.end() - group.first();
    return group.name(stack)
        + (group.trained() == size ? "" : Text.format(", %d frozen", size - group.trained()));
  }

  private String advice() {
    String advice =
        Text.format(
            "Advice: training.schedule = %s. %s.\n", plan.advised().grouping(), plan.reason());
    String remarks = new CostRemarks(recipe, costs).text(plan.recordings());
    if (recipe.training().localSteps() != TrainingSettings.AUTO) {
      return advice + remarks;
    }
    return advice
        + remarks
        + Text.format(
            "With training.schedule = %s, training.localSteps = auto is %d: overhead is %.1f %% of a"
                + " round.\n",
            plan.chosen().grouping(),
            plan.chosen().localSteps(),
            100 * plan.chosen().overheadShare());
  }

  private BorderShape border(int m) {
    return new StageGroup(m, m + 1, m).border(recipe);
  }

  private long sum(ToLongFunction<ModuleCost> number) {
    return costs.stream().mapToLong(number).sum();
  }

  private static String shape(SampleShape shape) {
    return shape.axes().stream()
        .map(axis -> Integer.toString(axis.length()))
        .collect(Collectors.joining(" x "));
  }

  private static String percent(long part, long whole) {
    return Text.format("%.0f %%", 100.0 * part / whole);
  }

  private static String gigas(long flops) {
    return Text.format("%.3f", flops / 1e9);
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
