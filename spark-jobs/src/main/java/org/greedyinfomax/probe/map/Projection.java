package org.greedyinfomax.probe.map;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows of a corpus projected on the two directions in which a module's vectors vary most. Every
 * channel is shifted and scaled before to mean 0 and deviation 1, as for probes.
 */
final class Projection implements AutoCloseable {

  /** So few rows have no plane of their own. */
  static final int FEWEST_ROWS = 3;

  private static final String ENCODED = "gim_encoded";
  private static final String SCALED = "gim_scaled";
  private static final String PLACE = "gim_place";
  private static final int AXES = 2;

  private final MapRows rows;
  private final Dataset<Row> some;

  /**
   * Takes rows from a table, and keeps them until this is closed.
   *
   * @param encoded with columns {@code key}, of the label, and of every module
   */
  Projection(Dataset<Row> encoded, MapRows rows) {
    this.rows = rows;
    some =
        encoded
            .where(col("key").isin(rows.keys().toArray()))
            .orderBy(xxhash64(col("key")), col("key"))
            .coalesce(1) // so that sums over rows are always the same, to the last bit
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The maps of some modules. */
  EmbeddingMaps.LabelMap of(List<String> modules) {
    List<EmbeddingMaps.ModuleMap> maps = new ArrayList<>();
    modules.forEach(module -> maps.add(of(module)));
    List<String> values =
        some.select(rows.label()).collectAsList().stream().map(row -> row.getString(0)).toList();
    return new EmbeddingMaps.LabelMap(rows.label(), rows.distinct(), values, maps);
  }

  private EmbeddingMaps.ModuleMap of(String module) {
    Dataset<Row> vectors = some.select(array_to_vector(col(module)).as(ENCODED));
    Dataset<Row> scaled =
        new StandardScaler()
            .setInputCol(ENCODED)
            .setOutputCol(SCALED)
            .setWithMean(true)
            .setWithStd(true)
            .fit(vectors)
            .transform(vectors);
    PCAModel pca = new PCA().setInputCol(SCALED).setOutputCol(PLACE).setK(AXES).fit(scaled);
    List<Vector> places =
        pca.transform(scaled).select(PLACE).collectAsList().stream()
            .map(row -> row.<Vector>getAs(0))
            .toList();
    return new EmbeddingMaps.ModuleMap(
        module,
        List.of(share(pca.explainedVariance().apply(0)), share(pca.explainedVariance().apply(1))),
        coordinates(places, 0),
        coordinates(places, 1));
  }

  /** Vectors that are all the same have no variance of which there could be a share. */
  private static double share(double explained) {
    return Double.isNaN(explained) ? 0 : rounded(Math.min(1, Math.max(0, explained)));
  }

  private static List<Double> coordinates(List<Vector> places, int axis) {
    return places.stream().map(place -> rounded(place.apply(axis))).toList();
  }

  /** Four digits behind the point: a picture needs no more, and the file stays small. */
  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  @Override
  public void close() {
    some.unpersist();
  }
}
