package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ConvolutionSpec;
import org.greedyinfomax.model.GridConvolutionSpec;
import org.greedyinfomax.model.GruSpec;
import org.greedyinfomax.model.LayerSpec;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleSpec;
import org.greedyinfomax.model.PixelCnnSpec;
import org.greedyinfomax.model.ResidualSpec;
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
    return Stream.concat(module.layers().stream(), module.context().stream())
        .map(ModuleCard::layer)
        .collect(Collectors.joining("; "));
  }

  private static String layer(LayerSpec layer) {
    if (layer instanceof ConvolutionSpec spec) {
      return Text.format(
          "convolution of %d with stride %d and padding %d, ReLU",
          spec.kernel(), spec.stride(), spec.padding());
    }
    if (layer instanceof GridConvolutionSpec spec) {
      return Text.format(
          "convolution of %1$d x %1$d with stride %2$d and padding %3$d",
          spec.kernel(), spec.stride(), spec.padding());
    }
    if (layer instanceof ResidualSpec spec) {
      return Text.format(
          "%s block of width %d with stride %d",
          spec.branch().name().toLowerCase(Locale.ROOT), spec.width(), spec.stride());
    }
    if (layer instanceof GruSpec spec) {
      return Text.format("GRU of %d", spec.hidden());
    }
    if (layer instanceof PixelCnnSpec spec) {
      return Text.format("for the loss alone: PixelCNN of %d layers", spec.layers());
    }
    throw new AssertionError(layer);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
