package org.greedyinfomax.job.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.exchange.LossText;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.report.ReportPage;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.opening.Openings;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.storage.WholeFile;

/** What a run has to say in a report: its recipe, and the rounds of all its stage groups. */
public final class RunReport {

  /** The page in a run directory or in the folder of a quick start. */
  public static final String NAME = RunDirectory.PAGE;

  private static final double LEAST_SECONDS_TO_MENTION = 1;
  private static final long BYTES_OF_A_PARAMETER = 3 * Float.BYTES; // with Adam's two moments

  private final Recipe recipe;
  private final List<RoundMetrics> rounds;
  private final List<ValidatedRound> validations;
  private final RunTimeline timeline;

  /**
   * Makes a report of some rounds.
   *
   * @param rounds the lines of {@code metrics.jsonl}; there may be none
   * @param validations the lines of {@code validation.jsonl}; likewise
   */
  RunReport(Recipe recipe, List<RoundMetrics> rounds, List<ValidatedRound> validations) {
    this.recipe = recipe;
    this.rounds = List.copyOf(rounds);
    this.validations = List.copyOf(validations);
    timeline = RunTimeline.of(rounds, stateBytes(recipe.stack()));
  }

  /** The report of a run as it is now. */
  public static RunReport of(RunDirectory run) throws IOException {
    return new RunReport(run.recipe(), run.rounds(), run.validations());
  }

  /**
   * All that the page shows.
   *
   * @param data that was trained on, in words
   * @param stateHash SHA-256 that names the modules' states
   * @param learned what the modules have learned
   * @param probedRounds that the modules had been trained for which were probed last
   * @param howToProbe commands that find out what they have learned, a line each
   * @param commands that repeat the run, a line each
   */
  public ReportData page(
      String title,
      String data,
      SparkSession spark,
      String stateHash,
      Learned learned,
      int probedRounds,
      List<String> howToProbe,
      List<String> commands) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data", data);
    facts.putAll(facts());
    facts.put("Spark", Text.format("%s on %s", spark.version(), spark.sparkContext().master()));
    facts.put("seed", Long.toString(recipe.seed()));
    facts.put("SHA-256 of the states", stateHash);
    int told =
        learned.probes().isEmpty() ? furthest().map(RoundMetrics::round).orElse(0) : probedRounds;
    return new ReportData(
        title,
        Openings.of(
            RunOpening.of(recipe, rounds, told),
            learned.probes(),
            losses(),
            module -> ownCeilings().getOrDefault(module, ceiling(recipe.stack().loss())),
            howToProbe),
        facts,
        losses(),
        heldOut(),
        ceiling(recipe.stack().loss()),
        ownCeilings(),
        learned,
        timeline.rounds(),
        warnings(),
        commands);
  }

  /** Writes a page, replacing an older one. */
  public static void write(Configuration hadoop, Path file, ReportData page) throws IOException {
    WholeFile.write(hadoop, file, ReportPage.render(page).getBytes(StandardCharsets.UTF_8));
  }

  private static double ceiling(LossSpec loss) {
    return loss.ceiling().orElse(0);
  }

  private Map<String, Double> ownCeilings() {
    StackSpec stack = recipe.stack();
    Map<String, Double> ceilings = new LinkedHashMap<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      if (!stack.loss(m).ceiling().equals(stack.loss().ceiling())) {
        ceilings.put(stack.modules().get(m).name(), ceiling(stack.loss(m)));
      }
    }
    return ceilings;
  }

  /** How it was trained. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    furthest()
        .ifPresent(
            last -> {
              facts.put(
                  "training",
                  Text.format(
                      "%d modules, %.1f epochs, %d samples in %s rounds, %.0f s, %s",
                      recipe.stack().modules().size(),
                      last.epoch(),
                      last.samples(),
                      last.round() < last.rounds()
                          ? last.round() + " of " + last.rounds()
                          : last.rounds(),
                      timeline.seconds(),
                      learnedFrom()));
              stopped(last.round()).ifPresent(text -> facts.put("stopped early", text));
              facts.put("stage groups", groups(last.round()));
            });
    facts.put(
        "replicas",
        Text.format(
            "%d, averaged every %d steps of %d samples",
            recipe.training().replicas(),
            recipe.training().localSteps(),
            recipe.training().batchSize()));
    LossText.own(recipe.stack()).forEach((module, loss) -> facts.put("loss of " + module, loss));
    if (timeline.secondsLeftOut() >= LEAST_SECONDS_TO_MENTION) {
      facts.put(
          "left out of all times",
          Text.format(
              "%.0f s in which no group was in a round that counts, as between the processes of a"
                  + " run that was interrupted",
              timeline.secondsLeftOut()));
    }
    return facts;
  }

  private String learnedFrom() {
    if (!recipe.stack().loss().isSupervised()) {
      return "without labels";
    }
    return recipe.corpus().takesAll()
        ? "from labels"
        : Text.format("from %d labels of each class at most", recipe.corpus().perClass());
  }

  /** Which modules learn no more, and since when. */
  private Optional<String> stopped(int round) {
    return lastValidation()
        .map(
            line ->
                line.modules().stream()
                    .filter(module -> module.hasStopped() && module.stoppedAfter() <= round)
                    .map(
                        module ->
                            Text.format(
                                "Module %s stopped learning after round %d.",
                                module.name(), module.stoppedAfter()))
                    .collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty());
  }

  private Optional<ValidatedRound> lastValidation() {
    return validations.stream().max(Comparator.comparingInt(ValidatedRound::round));
  }

  /** Groups finish a round one after another: the last line need not be of the last round. */
  private Optional<RoundMetrics> furthest() {
    return rounds.stream().max(Comparator.comparingInt(RoundMetrics::round));
  }

  private String groups(int round) {
    return rounds.stream()
        .filter(line -> line.round() == round)
        .map(RoundMetrics::group)
        .collect(Collectors.joining(", "));
  }

  /** The losses of all modules, lowest first, because a round reaches the lowest first. */
  List<LossPoint> losses() {
    List<LossPoint> points = new ArrayList<>();
    for (RoundMetrics round : rounds) {
      for (RoundMetrics.Module module : round.modules()) {
        points.add(
            new LossPoint(
                module.name(),
                round.round(),
                round.samples(),
                module.loss(),
                module.accuracy(),
                module.spread()));
      }
    }
    return points;
  }

  /** The losses on held-out rows, lowest module first. */
  List<LossPoint> heldOut() {
    Map<Integer, Long> samples = new HashMap<>();
    rounds.forEach(round -> samples.put(round.round(), round.samples()));
    List<LossPoint> points = new ArrayList<>();
    for (ValidatedRound line : validations) {
      for (ValidatedRound.Module module : line.modules()) {
        points.add(
            new LossPoint(
                module.name(),
                line.round(),
                samples.getOrDefault(line.round(), 0L),
                module.loss(),
                module.accuracy(),
                module.spread()));
      }
    }
    return points;
  }

  /** The rounds of all stage groups, without time in which nothing was trained. */
  List<LaneRound> timeline() {
    return timeline.rounds();
  }

  /** What is wrong with modules at their end, a sentence each. */
  List<String> warnings() {
    return atTheirEnd().stream()
        .filter(RoundMetrics.Module::collapsed)
        .map(
            module ->
                Text.format(
                    "Module %s has collapsed: its outputs are nearly all the same.", module.name()))
        .toList();
  }

  private Collection<RoundMetrics.Module> atTheirEnd() {
    Map<String, RoundMetrics.Module> last = new LinkedHashMap<>();
    rounds.forEach(round -> round.modules().forEach(module -> last.put(module.name(), module)));
    return last.values();
  }

  /** Bytes of each module's state, as it goes to a replica and comes back. */
  private static Map<String, Long> stateBytes(StackSpec stack) {
    Map<String, Long> bytes = new HashMap<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      long parameters = ModuleLayout.of(stack, m).size();
      bytes.put(stack.modules().get(m).name(), BYTES_OF_A_PARAMETER * parameters);
    }
    return bytes;
  }
}
