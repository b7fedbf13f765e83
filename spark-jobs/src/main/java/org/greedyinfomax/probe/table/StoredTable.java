package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** An encoded table that stays on the executors, in their memory or on their disks. */
public final class StoredTable implements EncodedTable {

  private final Dataset<Row> encoded;
  private final TestSplit split;

  private StoredTable(Dataset<Row> encoded, TestSplit split) {
    this.encoded = encoded;
    this.split = split;
  }

  /** Keeps a table when it is first used, until this is closed. */
  public static StoredTable of(Dataset<Row> encoded, TestSplit split) {
    return new StoredTable(encoded.persist(StorageLevel.MEMORY_AND_DISK()), split);
  }

  @Override
  public boolean isInMemory() {
    return false;
  }

  @Override
  public Examples examples(String label, String column) {
    return Examples.of(encoded, label, column, split);
  }

  @Override
  public MapRows mapRows(String label) {
    return MapRows.of(encoded, label);
  }

  @Override
  public double[][] of(String column, List<String> keys) {
    Map<String, double[]> vectors = new HashMap<>();
    for (Row row :
        encoded.where(col("key").isin(keys.toArray())).select("key", column).collectAsList()) {
      vectors.put(row.getString(0), MemoryTable.doubles(row.getList(1)));
    }
    return keys.stream().map(vectors::get).toArray(double[][]::new);
  }

  @Override
  public void close() {
    encoded.unpersist();
  }
}
