package org.greedyinfomax.job.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Text;
import org.greedyinfomax.probe.map.EmbeddingMaps;
import org.greedyinfomax.probe.nuisance.NuisanceResult;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.result.ProbeLog;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.result.ProbedRound;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.nuisance.NuisanceRow;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;

/** What a run's directory knows of what its modules have learned, for its report. */
public final class LearnedByRun {

  private LearnedByRun() {}

  /**
   * Reads it: {@code probes.jsonl}, {@code map.json} and the filters of a checkpoint.
   *
   * @param probes what is shown as known now; empty for what was found last while it trained, if
   *     anything was
   * @throws IllegalArgumentException if one of the files is damaged
   */
  public static Learned of(
      Configuration hadoop, RunDirectory run, Checkpoint checkpoint, Optional<ProbeReport> probes)
      throws IOException {
    List<ProbedRound> probed = new ProbeLog(hadoop, run.file(ProbeLog.NAME)).rounds();
    List<ProbeResult> latest =
        probed.isEmpty() ? List.of() : probed.get(probed.size() - 1).results();
    Optional<EmbeddingMaps> maps = EmbeddingMaps.read(hadoop, run.file(EmbeddingMaps.NAME));
    return new Learned(
        probes.map(ProbeReport::results).orElse(latest).stream().map(LearnedByRun::row).toList(),
        probes.stream()
            .flatMap(report -> report.nuisances().stream())
            .map(LearnedByRun::row)
            .toList(),
        accuracies(probed),
        probes.map(LabelLines::of).orElse(List.of()),
        maps.map(found -> mapped(found, checkpoint)).orElse(""),
        maps.map(LearnedByRun::maps).orElse(List.of()),
        FirstConvolution.of(run.recipe(), checkpoint.states().get(0)));
  }

  private static List<AccuracyPoint> accuracies(List<ProbedRound> probed) {
    return probed.stream()
        .flatMap(
            round ->
                round.results().stream()
                    .map(result -> new AccuracyPoint(round.round(), row(result))))
        .toList();
  }

  private static String mapped(EmbeddingMaps maps, Checkpoint checkpoint) {
    return maps.stateHash().equals(checkpoint.hash())
        ? Text.format("Rows of %s.", maps.corpus())
        : Text.format(
            "Rows of %s, by the modules after round %d; newer ones are not mapped yet.",
            maps.corpus(), maps.round());
  }

  private static List<EmbeddingMap> maps(EmbeddingMaps maps) {
    List<EmbeddingMap> all = new ArrayList<>();
    for (EmbeddingMaps.LabelMap label : maps.labels()) {
      for (EmbeddingMaps.ModuleMap module : label.modules()) {
        List<EmbeddingMap.Dot> dots = new ArrayList<>();
        for (int i = 0; i < label.values().size(); i++) {
          dots.add(
              new EmbeddingMap.Dot(label.values().get(i), module.x().get(i), module.y().get(i)));
        }
        double explained = module.explained().get(0) + module.explained().get(1);
        all.add(
            new EmbeddingMap(
                label.label(), label.distinct(), module.module(), Math.min(1, explained), dots));
      }
    }
    return all;
  }

  private static LinearAccuracy linear(double share, Interval interval, double regParam) {
    return new LinearAccuracy(share, interval.low(), interval.high(), regParam);
  }

  private static NuisanceRow row(NuisanceResult result) {
    return new NuisanceRow(
        result.module(), result.nuisance(), result.trained(), result.untrained());
  }

  private static ProbeRow row(ProbeResult result) {
    return new ProbeRow(
        result.module(),
        result.label(),
        linear(result.trained(), result.trainedInterval(), result.trainedRegParam()),
        linear(result.untrained(), result.untrainedInterval(), result.untrainedRegParam()),
        result.trainedNeighbours(),
        result.untrainedNeighbours(),
        result.chance());
  }
}
