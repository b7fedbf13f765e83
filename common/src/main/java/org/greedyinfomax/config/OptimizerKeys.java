package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.optim.RateSchedule;

/** Which key of the section on the optimizer is which component of its settings. */
final class OptimizerKeys {

  static final String SECTION = "optimizer";

  private static final String SCHEDULE = "schedule";
  private static final String WARMUP_STEPS = "warmupSteps";

  /** Paths of what earlier versions had no keys for. */
  static final List<String> ADDED = List.of(SECTION + "." + SCHEDULE, SECTION + "." + WARMUP_STEPS);

  private static final List<String> OPTIMIZER =
      List.of("learningRate", SCHEDULE, WARMUP_STEPS, "beta1", "beta2", "epsilon");

  private OptimizerKeys() {}

  static OptimizerSettings read(Section root) {
    return root.section(SECTION, OPTIMIZER, OptimizerKeys::optimizer);
  }

  private static OptimizerSettings optimizer(Section section) {
    return new OptimizerSettings(
        section.number("learningRate"),
        section.choice(SCHEDULE, RateSchedule.class),
        section.wholeNumber(WARMUP_STEPS),
        section.number("beta1"),
        section.number("beta2"),
        section.number("epsilon"));
  }

  static Map<String, Object> write(OptimizerSettings optimizer) {
    return RecipeKeys.tree(
        OPTIMIZER,
        optimizer.learningRate(),
        Text.word(optimizer.schedule()),
        optimizer.warmupSteps(),
        optimizer.beta1(),
        optimizer.beta2(),
        optimizer.epsilon());
  }

  /** Returns what training depends on: only what differs from how every version has trained. */
  static Map<String, Object> writeTraining(OptimizerSettings optimizer) {
    Map<String, Object> tree = write(optimizer);
    if (optimizer.schedule() == RateSchedule.CONSTANT) {
      tree.remove(SCHEDULE);
    }
    if (optimizer.warmupSteps() == 0) {
      tree.remove(WARMUP_STEPS);
    }
    return tree;
  }
}
