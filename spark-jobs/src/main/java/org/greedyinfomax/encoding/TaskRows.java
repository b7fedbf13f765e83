package org.greedyinfomax.encoding;

import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The rows of a table that a task makes of encoded items. The encoder is closed after the last one,
 * for a task may have many partitions one after another; and with the task, if not all are asked
 * for.
 */
public final class TaskRows<T> implements Iterator<Row> {

  private final EncodedRows<T> encoded;
  private final Function<EncodedRow<T>, Row> maker;
  private final StackEncoder encoder;

  /**
   * Makes rows lazily.
   *
   * @param maker makes a row of each that is encoded
   * @param encoder that encodes, to be closed
   */
  public TaskRows(
      EncodedRows<T> encoded, Function<EncodedRow<T>, Row> maker, StackEncoder encoder) {
    this.encoded = encoded;
    this.maker = maker;
    this.encoder = encoder;
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> encoder.close());
  }

  @Override
  public boolean hasNext() {
    boolean hasNext = encoded.hasNext();
    if (!hasNext) {
      encoder.close(); // which may be done again
    }
    return hasNext;
  }

  @Override
  public Row next() {
    return maker.apply(encoded.next());
  }
}
