package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.TaskCompletionListener;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.StackEncoder;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.table.Cells;
import org.greedyinfomax.modality.NetworkInput;
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
  private transient Opened opened; // null until the first cell of a task

  /** What a task builds once. */
  private record Opened(StackEncoder encoder, ContentConverter converter, NetworkInput input) {}

  EncodeCell(Broadcast<Packed<FrozenStack>> stack, NumberCells cells, EncodingChoice choice) {
    this.stack = stack;
    this.cells = cells;
    this.choice = choice;
  }

  @Override
  public Object call(Object cell) throws IOException {
    if (TaskContext.get() == null) { // the driver computes what is constant
      Opened own = open(1);
      try (StackEncoder closing = own.encoder()) {
        return encode(cell, own);
      }
    }
    if (opened == null) {
      opened = open(TaskContext.get().cpus());
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> opened.encoder().close());
    }
    return encode(cell, opened);
  }

  private Opened open(int threads) throws IOException {
    FrozenStack frozen = stack.value().value();
    return new Opened(
        frozen.open(new int[] {choice.module()}, threads),
        Conversion.of(frozen.recipe()),
        frozen.input());
  }

  private Object encode(Object cell, Opened by) {
    try {
      Cells form = cells.of(cell, NAME);
      Content content = form.content(form.pack(cell), NAME, by.converter());
      by.input().requireTakes(content, NAME);
      return by.encoder().encode(List.of(content)).get(0).get(0).pooled(choice.pooling());
    } catch (BadFileException bad) {
      choice.invalid().keeps(bad); // or fails
      return null; // SQL's
    }
  }
}
