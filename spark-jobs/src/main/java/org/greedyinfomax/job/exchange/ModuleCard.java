package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.RoundMetrics;

/** The modules of a run as a table in Markdown, a row each. */
final class ModuleCard {

  private final Recipe recipe;
  private final Map<String, RoundMetrics.Module> last;

  /**
   * The table of a recipe's modules.
   *
   * @param last what was measured of modules in their last round, by their names
   */
  ModuleCard(Recipe recipe, Map<String, RoundMetrics.Module> last) {
    this.recipe = recipe;
    this.last = last;
  }

  String text() {
    boolean isOfImages = recipe.input() instanceof InputSettings.Images;
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "module",
            "layers",
            "channels",
            isOfImages ? "a vector for" : "a vector every",
            "parameters",
            "last loss, nats"));
    lines.add(row("---", "---", "---", "---", "---", "---"));
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      ModuleSpec module = recipe.stack().modules().get(m);
      lines.add(
          row(
              module.name(),
              layers(module),
              Integer.toString(recipe.stack().inputChannels(m + 1)),
              isOfImages ? "each patch" : every(m),
              Integer.toString(ModuleLayout.of(recipe.stack(), m).size()),
              last.containsKey(module.name())
                  ? Text.format("%.4f", last.get(module.name()).loss())
                  : "not recorded"));
    }
    return String.join("\n", lines) + "\n\nParameters are counted with those of the loss.";
  }

  private String every(int m) {
    int hop = recipe.stack().hop(m);
    return Text.format("%d samples (%.2f ms)", hop, 1000.0 * hop / recipe.audio().sampleRate());
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
