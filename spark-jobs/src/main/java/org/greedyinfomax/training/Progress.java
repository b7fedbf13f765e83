package org.greedyinfomax.training;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.ValidatedRound;

/**
 * Prints how a run goes: a line for every stage group and every module that moved, after the first
 * and the last round and every few seconds between.
 */
public final class Progress {

  private final PrintStream out;
  private final long intervalNanos;
  private final Map<String, Long> lastPrinted = new HashMap<>();
  private final Map<String, String> lastLoss = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();

  /**
   * Prints to {@code out}.
   *
   * @param intervalSeconds at least so long between two reports on a group
   */
  public Progress(PrintStream out, double intervalSeconds) {
    this.out = out;
    intervalNanos = (long) (intervalSeconds * 1e9);
  }

  /** The loss of a group's topmost module, for the description of the next job. */
  synchronized String lastLoss(String group) {
    return lastLoss.getOrDefault(group, "");
  }

  /** Says something that is not about a round. */
  public void say(String text) {
    out.println(text);
  }

  /**
   * Says what was measured on held-out rows, and who stops learning because of it.
   *
   * @param rounds of the whole run
   */
  synchronized void validated(ValidatedRound line, int rounds) {
    String losses =
        line.modules().stream()
            .map(module -> Text.format("%s %.4f", module.name(), module.loss()))
            .collect(Collectors.joining(" · "));
    out.println(Text.format("validation after round %d: %s nats", line.round(), losses));
    for (ValidatedRound.Module module : line.modules()) {
      int after = module.stoppedAfter();
      if (after > line.round() && after < rounds && stopped.add(module.name())) {
        out.printf(
            Locale.ROOT,
            "module %s stops after round %d: its loss on held-out rows, %.4f nats at best, has not"
                + " improved in %s%n",
            module.name(),
            after,
            module.best(),
            module.since() == 1 ? "a measurement" : module.since() + " measurements");
      }
    }
  }

  synchronized void round(RoundMetrics round) {
    String group = round.group();
    if (!round.modules().isEmpty()) {
      RoundMetrics.Module top = round.modules().get(round.modules().size() - 1);
      lastLoss.put(group, Text.format(" · loss %.3f", top.loss()));
    }
    boolean isEnd = round.round() == 1 || round.round() == round.rounds();
    long now = System.nanoTime();
    if (!isEnd && lastPrinted.containsKey(group) && now - lastPrinted.get(group) < intervalNanos) {
      return;
    }
    lastPrinted.put(group, now);
    RoundMetrics.Seconds seconds = round.seconds();
    RoundMetrics.Border border = round.border();
    out.printf(
        Locale.ROOT,
        "round %d/%d · %s · epoch %.2f · %d samples · %.1f s (waiting %.1f, reading %.1f,"
            + " computing %.1f, writing %.1f, averaging %.2f, committing %.2f)%s%n",
        round.round(),
        round.rounds(),
        group,
        round.epoch(),
        round.samples(),
        seconds.wall(),
        seconds.waiting(),
        seconds.reading(),
        seconds.computing(),
        seconds.writing(),
        seconds.averaging(),
        seconds.committing(),
        border.window() == 0
            ? ""
            : Text.format(
                " · %d of %d rounds ahead, %.1f MB",
                border.rounds(), border.window(), border.bytes() / 1e6));
    for (RoundMetrics.Module module : round.modules()) {
      out.printf(
          Locale.ROOT,
          "  %-10s loss %.4f · information %.4f nats · accuracy %.1f %% · spread %.3f%s%n",
          module.name(),
          module.loss(),
          module.information(),
          100 * module.accuracy(),
          module.spread(),
          module.collapsed() ? " · COLLAPSED: its outputs are nearly all the same" : "");
    }
  }
}
