package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.modality.ModalityCard;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.RoundMetrics;

/** The modules of a run as a table in Markdown, a row each. */
final class ModuleCard {

  private final StackSpec stack;
  private final ModalityCard card;
  private final Map<String, RoundMetrics.Module> last;

  /**
   * The table of a stack's modules.
   *
   * @param card of its modality
   * @param last what was measured of modules in their last round, by their names
   */
  ModuleCard(StackSpec stack, ModalityCard card, Map<String, RoundMetrics.Module> last) {
    this.stack = stack;
    this.card = card;
    this.last = last;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "module",
            "layers",
            "channels",
            card.intervalHeading(),
            "parameters",
            "last loss, nats"));
    lines.add(row("---", "---", "---", "---", "---", "---"));
    for (int m = 0; m < stack.modules().size(); m++) {
      ModuleSpec module = stack.modules().get(m);
      lines.add(
          row(
              module.name(),
              layers(module),
              Integer.toString(stack.inputChannels(m + 1)),
              card.interval(m),
              Integer.toString(ModuleLayout.of(stack, m).size()),
              last.containsKey(module.name())
                  ? Text.format("%.4f", last.get(module.name()).loss())
                  : "not recorded"));
    }
    return String.join("\n", lines) + "\n\nParameters are counted with those of the loss.";
  }

  private static String layers(ModuleSpec module) {
    return Stream.concat(
            module.layers().stream().map(LayerSpec::summary),
            module.context().map(ModuleCard::context).stream())
        .collect(Collectors.joining("; "));
  }

  private static String context(ContextSpec context) {
    return (context.isHandedOn() ? "" : "for the loss alone: ") + context.summary();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
