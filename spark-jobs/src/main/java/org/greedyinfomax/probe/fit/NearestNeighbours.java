package org.greedyinfomax.probe.fit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.probe.table.Examples;

/**
 * Classifies by the majority of the nearest neighbours, which are those with the largest cosine of
 * the angle between the vectors.
 *
 * <p>Every vector to test is compared with every vector to fit to, in blocks: no process holds more
 * than a block and the vectors to test of its tasks, and the result does not depend on how either
 * are divided.
 */
public final class NearestNeighbours {

  private static final long BLOCK_BYTES = 32L << 20;

  private final int neighbours;
  private final long blockBytes;

  /**
   * Makes a classifier.
   *
   * @param neighbours that vote, at least 1
   */
  public NearestNeighbours(int neighbours) {
    this(neighbours, BLOCK_BYTES);
  }

  NearestNeighbours(int neighbours, long blockBytes) {
    this.neighbours = neighbours;
    this.blockBytes = blockBytes;
  }

  /**
   * Counts which vectors are classified correctly.
   *
   * @param train columns {@link Examples#CLASS} and {@link Examples#VECTOR} of the neighbours
   * @param test the same columns of those to classify
   */
  public long right(Dataset<Row> train, Dataset<Row> test) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(train.sparkSession().sparkContext());
    List<Broadcast<VectorBlock>> blocks = new ArrayList<>();
    try {
      Iterator<VectorBlock> packed = blocks(train).toLocalIterator();
      while (packed.hasNext()) {
        blocks.add(context.broadcast(packed.next()));
      }
      int voters = neighbours;
      return test.repartition(context.defaultParallelism())
          .toJavaRDD()
          .mapPartitions(rows -> List.of(right(rows, blocks, voters)).iterator())
          .fold(0L, Long::sum);
    } finally {
      blocks.forEach(Broadcast::destroy);
    }
  }

  private JavaRDD<VectorBlock> blocks(Dataset<Row> train) {
    long bytes = train.count() * train.first().<Vector>getAs(1).size() * Double.BYTES;
    return train
        .repartition((int) (1 + bytes / blockBytes))
        .toJavaRDD()
        .mapPartitions(rows -> List.of(VectorBlock.of(rows)).iterator());
  }

  private static long right(
      Iterator<Row> rows, List<Broadcast<VectorBlock>> blocks, int neighbours) {
    List<Row> tested = new ArrayList<>();
    List<Votes> votes = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          tested.add(row);
          votes.add(new Votes(neighbours));
        });
    for (Broadcast<VectorBlock> block : blocks) {
      for (int i = 0; i < tested.size(); i++) {
        block.value().meet(VectorBlock.vector(tested.get(i)), votes.get(i));
      }
    }
    long right = 0;
    for (int i = 0; i < tested.size(); i++) {
      right += votes.get(i).winner() == VectorBlock.classOf(tested.get(i)) ? 1 : 0;
    }
    return right;
  }
}
