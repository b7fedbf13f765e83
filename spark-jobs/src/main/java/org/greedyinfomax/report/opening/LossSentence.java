package org.greedyinfomax.report.opening;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LossPoint;

/** What the losses show, in one sentence, where nothing was probed. */
final class LossSentence {

  private final Training training;
  private final ToDoubleFunction<String> ceilings;
  private final Map<String, Double> last = new LinkedHashMap<>();

  /**
   * Of at least one loss.
   *
   * @param losses of all modules; a module's in the order of rounds, lowest module first
   * @param ceilings the loss of guessing of each module by its name, in nats
   */
  LossSentence(Training training, List<LossPoint> losses, ToDoubleFunction<String> ceilings) {
    this.training = training;
    this.ceilings = ceilings;
    losses.forEach(point -> last.put(point.module(), point.loss()));
  }

  @Override
  public String toString() {
    List<String> idle =
        last.entrySet().stream()
            .filter(module -> module.getValue() >= ceilings.applyAsDouble(module.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    return Text.format(
        "%s%s better than guessing: losses are %s nats, lowest module first, and guessing is at %s; a"
            + " probe tells which labels the modules know:",
        training.after(),
        who(idle),
        String.join(", ", last.values().stream().map(LossSentence::number).toList()),
        guessing());
  }

  /** One number if it is the same of all modules. */
  private String guessing() {
    return last.keySet().stream()
        .map(module -> number(ceilings.applyAsDouble(module)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String number(double nats) {
    return Text.format("%.2f", nats);
  }

  private String who(List<String> idle) {
    if (idle.isEmpty()) {
      return "every module does";
    }
    return idle.size() == last.size()
        ? "no module does"
        : Text.format("all modules but %s do", String.join(", ", idle));
  }
}
