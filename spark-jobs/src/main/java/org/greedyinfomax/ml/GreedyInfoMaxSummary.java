package org.greedyinfomax.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.result.ProbedRound;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.ValidatedRound;

/** How training went, as tables. */
public final class GreedyInfoMaxSummary {

  private static final StructType ROUNDS =
      new StructType()
          .add("round", DataTypes.IntegerType, false)
          .add("group", DataTypes.StringType, false)
          .add("module", DataTypes.StringType, false)
          .add("step", DataTypes.IntegerType, false)
          .add("samples", DataTypes.LongType, false)
          .add("epoch", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("information", DataTypes.DoubleType, false)
          .add("accuracy", DataTypes.DoubleType, false)
          .add("spread", DataTypes.DoubleType, false)
          .add("collapsed", DataTypes.BooleanType, false)
          .add("seconds", DataTypes.DoubleType, false);

  private static final StructType VALIDATIONS =
      new StructType()
          .add("round", DataTypes.IntegerType, false)
          .add("module", DataTypes.StringType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("information", DataTypes.DoubleType, false)
          .add("accuracy", DataTypes.DoubleType, false)
          .add("spread", DataTypes.DoubleType, false)
          .add("best", DataTypes.DoubleType, false)
          .add("since", DataTypes.IntegerType, false)
          .add("stoppedAfter", DataTypes.IntegerType, true);

  private static final StructType PROBES =
      new StructType()
          .add("round", DataTypes.IntegerType, false)
          .add("module", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, false)
          .add("trained", DataTypes.DoubleType, true)
          .add("untrained", DataTypes.DoubleType, true)
          .add("trainedNeighbours", DataTypes.DoubleType, true)
          .add("untrainedNeighbours", DataTypes.DoubleType, true)
          .add("chance", DataTypes.DoubleType, false);

  private final FittedRun run;

  GreedyInfoMaxSummary(FittedRun run) {
    this.run = run;
  }

  /**
   * A row for every round and module, in the order in which rounds were finished: means over the
   * round, as {@code metrics.jsonl} has them. {@code seconds} are those of the module's stage
   * group.
   */
  public Dataset<Row> rounds() {
    List<Row> rows = new ArrayList<>();
    for (RoundMetrics round : run.trained().rounds()) {
      for (RoundMetrics.Module module : round.modules()) {
        rows.add(
            RowFactory.create(
                round.round(),
                round.group(),
                module.name(),
                round.step(),
                round.samples(),
                round.epoch(),
                module.loss(),
                module.information(),
                module.accuracy(),
                module.spread(),
                module.collapsed(),
                round.seconds().wall()));
      }
    }
    return SparkSession.active().createDataFrame(rows, ROUNDS);
  }

  /**
   * A row for every measurement on held-out rows and module, as {@code validation.jsonl} has them;
   * {@code stoppedAfter} is null for a module that learns on. Empty unless the recipe sets {@code
   * validation.where}.
   */
  public Dataset<Row> validations() {
    List<Row> rows = new ArrayList<>();
    for (ValidatedRound round : run.trained().validations()) {
      for (ValidatedRound.Module module : round.modules()) {
        rows.add(
            RowFactory.create(
                round.round(),
                module.name(),
                module.loss(),
                module.information(),
                module.accuracy(),
                module.spread(),
                module.best(),
                module.since(),
                module.hasStopped() ? module.stoppedAfter() : null));
      }
    }
    return SparkSession.active().createDataFrame(rows, VALIDATIONS);
  }

  /**
   * A row for every probe while training, of each label and module: shares classified correctly by
   * a linear classifier and by the nearest neighbours, of the modules as they were after the round
   * and before their first step, as {@code probes.jsonl} has them; null is what was not measured.
   * Empty unless the recipe sets {@code probe.interval} and {@code probe.label}.
   */
  public Dataset<Row> probes() {
    List<Row> rows = new ArrayList<>();
    for (ProbedRound round : run.probes()) {
      for (ProbeResult result : round.results()) {
        rows.add(
            RowFactory.create(
                round.round(),
                result.module(),
                result.label(),
                measured(result.trained()),
                measured(result.untrained()),
                measured(result.trainedNeighbours()),
                measured(result.untrainedNeighbours()),
                result.chance()));
      }
    }
    return SparkSession.active().createDataFrame(rows, PROBES);
  }

  private static Object measured(double share) {
    return Double.isNaN(share) ? null : share; // as tables say that something is missing
  }

  /** SHA-256 that names the modules' states: equal to that of every run with the same bits. */
  public String stateHash() {
    return run.trained().checkpoint().hash();
  }

  /** The corpus that was trained on: its path, when it was. */
  public String corpus() {
    return run.trained().input().corpus();
  }

  /** The whole recipe, as HOCON. */
  public String recipe() {
    return run.trained().recipe().toHocon();
  }
}
