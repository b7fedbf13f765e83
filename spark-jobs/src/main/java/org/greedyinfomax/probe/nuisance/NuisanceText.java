package org.greedyinfomax.probe.nuisance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;

/** A table of how well nuisances can be predicted from the modules' representations. */
public final class NuisanceText {

  private static final String NOT_MEASURED = "–";

  private NuisanceText() {}

  /**
   * The table, a line a module; empty if there are no results.
   *
   * @param results of a module one after another, the same nuisances of each
   */
  public static String of(List<NuisanceResult> results) {
    if (results.isEmpty()) {
      return "";
    }
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    StringBuilder names = new StringBuilder(Text.format("  %-12s", ""));
    StringBuilder heads = new StringBuilder(Text.format("  %-12s", "module"));
    for (NuisanceResult result : results) {
      if (result.module().equals(results.get(0).module())) {
        names.append(Text.format(" %19s", result.nuisance()));
        heads.append(Text.format(" %9s %9s", "trained", "untrained"));
      }
      lines
          .computeIfAbsent(
              result.module(), module -> new StringBuilder(Text.format("  %-12s", module)))
          .append(Text.format(" %9s %9s", share(result.trained()), share(result.untrained())));
    }
    return Text.format(
            "nuisances: R² of a linear regression, %d rows to fit, %d to test%n",
            results.get(0).trainRows(), results.get(0).testRows())
        + String.join(System.lineSeparator(), names, heads, "")
        + String.join(System.lineSeparator(), lines.values())
        + System.lineSeparator();
  }

  private static String share(double explained) {
    return Double.isNaN(explained) ? NOT_MEASURED : Text.format("%.2f", explained);
  }
}
