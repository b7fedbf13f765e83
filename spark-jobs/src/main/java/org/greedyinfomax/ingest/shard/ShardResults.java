package org.greedyinfomax.ingest.shard;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.storage.JavaBytes;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Takes what has become of shards as soon as each is done, in any order. */
public interface ShardResults {

  /**
   * Takes one result; is not called by two threads at a time.
   *
   * @param place of the shard, counted from 0
   * @throws RuntimeException if the others are of no use any more
   */
  void take(int place, ShardResult result);

  /**
   * Runs the job that has one serialized {@link ShardResult} in each partition.
   *
   * @throws RuntimeException of {@link #take}, as the cause of an exception of Spark
   */
  default void of(JavaSparkContext context, JavaRDD<byte[]> results) {
    context
        .sc()
        .runJob(
            results.rdd(),
            new First(),
            new AbstractFunction2<Object, byte[], BoxedUnit>() {
              @Override
              public BoxedUnit apply(Object place, byte[] result) {
                take((Integer) place, read(result));
                return BoxedUnit.UNIT;
              }
            },
            ClassTag$.MODULE$.apply(byte[].class));
  }

  private static ShardResult read(byte[] result) {
    try {
      return JavaBytes.read(result, ShardResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one element of a partition. */
  final class First extends AbstractFunction1<Iterator<byte[]>, byte[]> implements Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public byte[] apply(Iterator<byte[]> partition) {
      return partition.next();
    }
  }
}
