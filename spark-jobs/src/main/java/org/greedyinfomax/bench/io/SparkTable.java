package org.greedyinfomax.bench.io;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.engines.Engines;

/**
 * A table that Spark writes and reads in one task: a binary value for each sequence. Starting the
 * job counts, bringing the numbers to the task does not.
 *
 * @param numbers of the mini-batches that a round repeats
 */
record SparkTable(SparkSession spark, Broadcast<List<float[]>> numbers) implements FileVariant {

  private static final StructType COLUMNS =
      new StructType().add("activations", DataTypes.BinaryType, false);

  @Override
  public String name() {
    return "Spark's DataFrame";
  }

  @Override
  public String codec() {
    return "none";
  }

  @Override
  public Written write(Path directory, Activations activations, StorageType type) {
    BorderShape shape = activations.shape(type);
    String table = new Path(directory, "table").toString();
    spark
        .createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(List.of(activations.round().size()), 1)
                .flatMap(new Rows(numbers, shape)),
            COLUMNS)
        .write()
        .option("compression", "none")
        .parquet(table);
    return () ->
        spark.read().schema(COLUMNS).parquet(table).coalesce(1).foreachPartition(new Read(shape));
  }

  /** Rounds mini-batches to rows. */
  private record Rows(Broadcast<List<float[]>> numbers, BorderShape shape)
      implements FlatMapFunction<Integer, Row> {

    @Override
    public Iterator<Row> call(Integer batches) {
      Engine engine = Engines.open(DeviceChoice.CPU, 1);
      Arena arena = new Arena(engine);
      TaskCompletionListener lastly = task -> arena.close();
      TaskContext.get().addTaskCompletionListener(lastly);
      Tensor output = arena.allocate(shape.tensor());
      return IntStream.range(0, batches)
          .mapToObj(b -> numbers.value().get(b % numbers.value().size()))
          .flatMap(batch -> rows(engine, batch, output).stream())
          .iterator();
    }

    private List<Row> rows(Engine engine, float[] batch, Tensor output) {
      engine.write(batch, output);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < shape.batch(); i++) {
        byte[] bytes = new byte[shape.sampleBytes()];
        engine.store(sequence(output, shape, i), shape.type(), ByteBuffer.wrap(bytes));
        rows.add(RowFactory.create((Object) bytes));
      }
      return rows;
    }
  }

  /** Brings rows to where an engine computes. */
  private record Read(BorderShape shape) implements ForeachPartitionFunction<Row> {

    @Override
    public void call(Iterator<Row> rows) {
      Engine engine = Engines.open(DeviceChoice.CPU, 1);
      try (Arena arena = new Arena(engine)) {
        Tensor input = arena.allocate(shape.tensor());
        for (int i = 0; rows.hasNext(); i++) {
          byte[] bytes = rows.next().getAs(0);
          engine.load(
              ByteBuffer.wrap(bytes), shape.type(), sequence(input, shape, i % shape.batch()));
        }
      }
    }
  }

  private static Tensor sequence(Tensor batch, BorderShape shape, int i) {
    return batch.slice((long) i * shape.sample().size(), shape.sample().size());
  }
}
