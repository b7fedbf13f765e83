package org.greedyinfomax.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.training.RoundMetrics;
import org.greedyinfomax.training.TrainedRun;

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

  private final TrainedRun run;

  GreedyInfoMaxSummary(TrainedRun run) {
    this.run = run;
  }

  /**
   * A row for every round and module, in the order in which rounds were finished: means over the
   * round, as {@code metrics.jsonl} has them. {@code seconds} are those of the module's stage
   * group.
   */
  public Dataset<Row> rounds() {
    List<Row> rows = new ArrayList<>();
    for (RoundMetrics round : run.rounds()) {
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

  /** SHA-256 that names the modules' states: equal to that of every run with the same bits. */
  public String stateHash() {
    return run.checkpoint().hash();
  }

  /** The corpus that was trained on: its path, when it was. */
  public String corpus() {
    return run.input().corpus();
  }

  /** The whole recipe, as HOCON. */
  public String recipe() {
    return run.recipe().toHocon();
  }
}
