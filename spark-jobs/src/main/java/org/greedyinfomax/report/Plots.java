package org.greedyinfomax.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.report.chart.Figures;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.drawing.Raster;

/** The figures of a report as pictures for notebooks and slides: those of the page, in light. */
public final class Plots {

  /** Pixels for a unit of a drawing: what is 720 units wide on the page becomes 1440 pixels. */
  private static final int SCALE = 2;

  private Plots() {}

  /**
   * Draws all figures that there is data for, in the order of the page.
   *
   * @return PNG files by their names without extension: {@code learned}, {@code loss}, {@code
   *     validation}, {@code labels}, {@code accuracy}, {@code map}, {@code filters}, {@code
   *     timeline}; of a second label {@code accuracy-2}, {@code map-2}, and so on
   * @throws IllegalStateException if this machine has no font to write with
   */
  public static Map<String, byte[]> of(ReportData data) {
    Map<String, byte[]> plots = new LinkedHashMap<>();
    new Figures(data)
        .all()
        .forEach(figure -> plots.put(figure.name(), new Raster(figure.svg()).png(SCALE)));
    return plots;
  }
}
