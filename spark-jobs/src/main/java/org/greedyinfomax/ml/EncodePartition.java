package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.encoding.EncodedRow;
import org.greedyinfomax.encoding.EncodedRows;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.encoding.StackEncoder;
import org.greedyinfomax.encoding.TaskRows;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.storage.Packed;

/** Adds representations to the rows of a partition, as a Spark task. */
final class EncodePartition implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<FrozenStack>> stack;
  private final Cells cells;
  private final int column;
  private final CellNames names;
  private final EncodingChoice choice;

  EncodePartition(
      Broadcast<Packed<FrozenStack>> stack,
      Cells cells,
      int column,
      CellNames names,
      EncodingChoice choice) {
    this.stack = stack;
    this.cells = cells;
    this.column = column;
    this.names = names;
    this.choice = choice;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    if (!rows.hasNext()) {
      return Collections.emptyIterator(); // a stack would be built for nothing
    }
    FrozenStack frozen = stack.value().value();
    StackEncoder encoder = frozen.open(new int[] {choice.module()}, TaskContext.get().cpus());
    ContentConverter converter = Conversion.of(frozen.recipe());
    NetworkInput input = frozen.input();
    EncodedRows<Row> encoded =
        new EncodedRows<>(
            rows,
            row -> content(row, converter, input),
            choice.invalid(),
            encoder,
            choice.batchSize());
    return new TaskRows<>(encoded, this::widened, encoder);
  }

  private Content content(Row row, ContentConverter converter, NetworkInput input)
      throws BadFileException {
    String name = names.of(row);
    Content content = cells.content(cells.pack(row.get(column)), name, converter);
    input.requireTakes(content, name);
    return content;
  }

  private Row widened(EncodedRow<Row> encoded) {
    Row row = encoded.item();
    Object[] values = new Object[row.length() + 1]; // null at the end if there is no vector
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    if (!encoded.frames().isEmpty()) {
      values[row.length()] =
          choice.pooling() == Pooling.MEAN
              ? vector(encoded.frames().get(0).mean())
              : vectors(encoded.frames().get(0).vectors());
    }
    return RowFactory.create(values);
  }

  private static Vector[] vectors(float[][] numbers) {
    List<Vector> vectors = new ArrayList<>();
    for (float[] frame : numbers) {
      vectors.add(vector(frame));
    }
    return vectors.toArray(Vector[]::new);
  }

  private static Vector vector(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = numbers[i];
    }
    return Vectors.dense(doubles);
  }
}
