package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.TaskCompletionListener;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.StackEncoder;
import org.greedyinfomax.ingest.Conversion;
import org.greedyinfomax.storage.Packed;

/**
 * Encodes one cell: a function of SQL. A task has a copy of its own, which builds the stack once.
 */
final class EncodeCell implements UDF1<Object, Object> {

  private static final long serialVersionUID = 1;
  private static final String NAME = "the argument of the function";

  private final Broadcast<Packed<FrozenStack>> stack;
  private final NumberCells cells;
  private final EncodingChoice choice;
  private transient StackEncoder encoder; // null until the first cell of a task

  EncodeCell(Broadcast<Packed<FrozenStack>> stack, NumberCells cells, EncodingChoice choice) {
    this.stack = stack;
    this.cells = cells;
    this.choice = choice;
  }

  @Override
  public Object call(Object cell) throws IOException {
    FrozenStack frozen = stack.value().value();
    Content content;
    try {
      content =
          cells
              .of(cell, NAME)
              .content(cells.of(cell, NAME).pack(cell), NAME, Conversion.of(frozen.recipe()));
      frozen.input().requireTakes(content, NAME);
    } catch (BadFileException bad) {
      choice.invalid().keeps(bad); // or fails
      return null; // SQL's
    }
    if (TaskContext.get() == null) { // the driver computes what is constant
      try (StackEncoder own = frozen.open(new int[] {choice.module()}, 1)) {
        return encode(own, content);
      }
    }
    if (encoder == null) {
      encoder = frozen.open(new int[] {choice.module()}, TaskContext.get().cpus());
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> encoder.close());
    }
    return encode(encoder, content);
  }

  private Object encode(StackEncoder by, Content content) {
    return by.encode(List.of(content)).get(0).get(0).pooled(choice.pooling());
  }
}
