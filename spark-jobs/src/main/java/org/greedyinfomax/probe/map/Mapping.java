package org.greedyinfomax.probe.map;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.probe.table.EncodedTable;
import org.greedyinfomax.probe.table.MapRows;
import org.greedyinfomax.probe.table.ProbedLabels;
import org.greedyinfomax.probe.table.StoredTable;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes two-dimensional maps of the output of a run's modules. */
public final class Mapping {

  private static final Logger LOG = LoggerFactory.getLogger(Mapping.class);

  private final SparkSession spark;

  /** Makes a job that is run by {@link #of}. */
  public Mapping(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Maps rows of a corpus by the newest checkpoint of a run, and encodes no others.
   *
   * @param settings whose {@code label} names a column, or several with commas between
   * @throws IllegalArgumentException if the run has no checkpoint, the corpus lacks a label, or
   *     does not fit the run
   */
  public EmbeddingMaps of(Corpus corpus, RunDirectory run, ProbeSettings settings)
      throws IOException {
    List<String> labels = ProbedLabels.requiredColumns(settings, corpus);
    Recipe recipe = run.recipe();
    Checkpoint checkpoint = run.newestCheckpoint();
    Encoding encoding = new Encoding(spark, recipe, run.input().normalization());
    Dataset<Row> keys = encoding.labels(corpus);
    List<MapRows> rows = labels.stream().map(label -> MapRows.of(keys, label)).toList();
    Set<String> wanted = new HashSet<>();
    rows.forEach(ofLabel -> wanted.addAll(ofLabel.keys()));
    Dataset<Row> encoded =
        encoding.some(corpus, checkpoint, encoding.modules("all"), Pooling.of(settings), wanted);
    try (EncodedTable table = StoredTable.of(encoded, new TestSplit(settings))) {
      return of(corpus, checkpoint, recipe, rows, table);
    }
  }

  /**
   * Maps rows of a table that was encoded for other reasons, and keeps the maps with the run. They
   * are for the page about it: what a probe finds is as good without.
   *
   * @param encoded the whole corpus by all modules, with the labels
   */
  public static void keep(
      SparkSession spark,
      Corpus corpus,
      RunDirectory run,
      Recipe recipe,
      Checkpoint checkpoint,
      EncodedTable encoded,
      List<String> labels) {
    try {
      List<MapRows> rows = labels.stream().map(encoded::mapRows).toList();
      of(corpus, checkpoint, recipe, rows, encoded)
          .write(spark.sparkContext().hadoopConfiguration(), run.file(EmbeddingMaps.NAME));
    } catch (IOException | RuntimeException | FSError e) {
      LOG.warn(
          "{} is not written, and the page about the run lacks its maps: {}",
          EmbeddingMaps.NAME,
          e.getMessage(),
          e);
    }
  }

  private static EmbeddingMaps of(
      Corpus corpus,
      Checkpoint checkpoint,
      Recipe recipe,
      List<MapRows> labels,
      EncodedTable encoded) {
    List<String> modules = recipe.stack().modules().stream().map(ModuleSpec::name).toList();
    List<EmbeddingMaps.LabelMap> maps = new ArrayList<>();
    for (MapRows rows : labels) {
      if (rows.keys().size() >= Projection.FEWEST_ROWS) {
        maps.add(map(rows, modules, encoded));
      }
    }
    return new EmbeddingMaps(
        EmbeddingMaps.VERSION, checkpoint.rounds(), checkpoint.hash(), corpus.path(), maps);
  }

  private static EmbeddingMaps.LabelMap map(
      MapRows rows, List<String> modules, EncodedTable encoded) {
    List<EmbeddingMaps.ModuleMap> maps =
        modules.stream()
            .map(module -> map(module, Projection.of(encoded.of(module, rows.keys()))))
            .toList();
    return new EmbeddingMaps.LabelMap(rows.label(), rows.distinct(), rows.values(), maps);
  }

  private static EmbeddingMaps.ModuleMap map(String module, Projection projection) {
    return new EmbeddingMaps.ModuleMap(
        module, projection.explained(), projection.x(), projection.y());
  }
}
