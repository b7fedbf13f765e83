package org.greedyinfomax.job.reproduce;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;

/**
 * An experiment's results beside the paper's, as Markdown: the topmost modules of all methods, then
 * every module.
 */
final class ReproductionText {

  private final Reproduction reproduction;
  private final Comparison study;

  ReproductionText(Reproduction reproduction) {
    this.reproduction = reproduction;
    this.study = reproduction.study();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        Text.format(
            "# Greedy InfoMax and what it is compared with: %s%n%nTrained on %s.%n",
            study.experiment().word() + (study.small() ? ", small" : ""), reproduction.data()));
    ProbeReport own = report(Method.GREEDY_INFOMAX);
    ProbeResult whole = own.results().get(own.results().size() - 1);
    text.append(
        heading(
            whole.label(),
            whole.classes(),
            whole.chance(),
            whole.trainRecordings(),
            whole.testRecordings()));
    text.append(topmost()).append('\n').append(modules());
    text.append(new FewLabelsText(reproduction));
    if (!own.frames().isEmpty()) {
      FrameResult frame = own.frames().get(0);
      text.append(
          heading(
              "single frames",
              frame.classes(),
              frame.chance(),
              frame.trainFrames(),
              frame.testFrames()));
      text.append(phones());
    }
    text.append("\n[1] ").append(PaperNumbers.CAVEAT).append(' ').append(compared()).append('\n');
    return text.toString();
  }

  private ProbeReport report(Method method) {
    return reproduction
        .of(method)
        .orElseThrow(() -> new AssertionError(method + " has not been probed"));
  }

  private static String heading(String label, int classes, double chance, long fit, long test) {
    return Text.format(
        "%n## %s%n%nAccuracy in %% of %d tested, after fitting to %d; %d classes, chance %.1f.%n%n",
        label, test, fit, classes, 100 * chance);
  }

  private String compared() {
    return study.small()
        ? "They are of other data and of larger networks, so that only the order of methods can be"
            + " compared."
        : "Here everything is trained once, and all methods are judged by the same linear"
            + " classifier on mean vectors.";
  }

  private String topmost() {
    ProbeReport own = report(Method.GREEDY_INFOMAX);
    int neighbours = own.settings().neighbours();
    TextTable table =
        new TextTable(2, "method", "module", "linear", neighbours + " neighbours", "paper [1]");
    ProbeResult top = top(own);
    add(table, PaperNumbers.UNTRAINED, top.module(), top.untrained(), top.untrainedNeighbours());
    for (ProbeResult result : own.results()) {
      if (result.module().equals(Encoding.RAW)) {
        add(table, PaperNumbers.RAW, "", result.trained(), result.trainedNeighbours());
      }
    }
    for (Method method : rows()) {
      ProbeResult result = top(report(method));
      add(table, method.text(), result.module(), result.trained(), result.trainedNeighbours());
    }
    return table.toString();
  }

  private void add(TextTable table, String row, String module, double linear, double neighbours) {
    table.add(
        row,
        module,
        percent(linear),
        percent(neighbours),
        PaperNumbers.of(study.experiment(), row));
  }

  /** In the order of the paper's tables. */
  private static List<Method> rows() {
    return List.of(Method.SUPERVISED, Method.GREEDY_SUPERVISED, Method.CPC, Method.GREEDY_INFOMAX);
  }

  private static ProbeResult top(ProbeReport report) {
    return report.results().get(report.results().size() - 1);
  }

  private String modules() {
    TextTable table = new TextTable(2, "method", "module", "trained", "untrained");
    for (Method method : rows()) {
      for (ProbeResult result : report(method).results()) {
        if (!result.module().equals(Encoding.RAW)) {
          table.add(
              method.text(),
              result.module(),
              percent(result.trained()),
              percent(result.untrained()));
        }
      }
    }
    return "Every module, by the linear classifier:\n\n" + table;
  }

  private String phones() {
    TextTable table = new TextTable(2, "method", "module", "linear", "paper [1]");
    List<FrameResult> own = report(Method.GREEDY_INFOMAX).frames();
    FrameResult top = own.get(own.size() - 1);
    addPhones(table, PaperNumbers.UNTRAINED, top.module(), top.untrained());
    for (FrameResult result : own) {
      if (result.module().equals(Encoding.RAW)) {
        addPhones(table, PaperNumbers.RAW, "", result.trained());
      }
    }
    for (Method method : rows()) {
      List<FrameResult> frames =
          reproduction.of(method.forPhones()).orElse(report(method)).frames();
      FrameResult result = frames.get(frames.size() - 1);
      addPhones(table, method.text(), result.module(), result.trained());
    }
    return table.toString();
  }

  private static void addPhones(TextTable table, String row, String module, double linear) {
    table.add(row, module, percent(linear), PaperNumbers.ofPhones(row));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? PaperNumbers.NONE : Text.format("%.1f", 100 * share);
  }
}
