package org.greedyinfomax.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.greedyinfomax.storage.PlainPages;

/** The rows of a shard that go into its next row group. */
final class PendingRowGroup {

  /** Row groups are a little smaller, unless a single row is larger. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int LEVELS_BUFFER = 64;

  private final MessageType schema;
  private final String contents;
  private final List<Group> rows = new ArrayList<>();
  private long bytes;

  /**
   * Begins with no row.
   *
   * @param contents the column of contents
   */
  PendingRowGroup(MessageType schema, String contents) {
    this.schema = schema;
    this.contents = contents;
  }

  void add(Group row) {
    rows.add(row);
    for (Type column : schema.getFields()) {
      if (row.getFieldRepetitionCount(column.getName()) == 1) {
        bytes += Integer.BYTES;
        bytes += isBinary(column) ? row.getBinary(column.getName(), 0).length() : 0;
      }
    }
  }

  private static boolean isBinary(Type column) {
    return column.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether two more rows of average size would not fit, as Parquet's record writers ask. */
  boolean isFull() {
    return bytes > MOST_BYTES - 2 * (bytes / rows.size());
  }

  /** Writes the row group, and begins the next one. */
  void writeTo(PlainPages file) throws IOException {
    file.beginRowGroup(rows.size());
    for (Type column : schema.getFields()) {
      write(column.asPrimitiveType(), file);
    }
    file.endRowGroup();
    rows.clear();
    bytes = 0;
  }

  private void write(PrimitiveType column, PlainPages file) throws IOException {
    String name = column.getName();
    if (name.equals(contents)) {
      List<BytesInput> values = new ArrayList<>();
      for (Group row : rows) {
        addTo(values, row.getBinary(name, 0));
      }
      file.writeContents(BytesInput.concat(values));
    } else {
      Statistics<?> statistics = file.statistics(name);
      BytesInput values = isBinary(column) ? texts(name, statistics) : numbers(name, statistics);
      BytesInput page =
          column.isRepetition(Type.Repetition.OPTIONAL)
              ? BytesInput.concat(levels(name), values)
              : values;
      file.write(name, page, statistics);
    }
  }

  private BytesInput texts(String column, Statistics<?> statistics) {
    List<BytesInput> values = new ArrayList<>();
    for (Group row : rows) {
      if (row.getFieldRepetitionCount(column) == 1) {
        Binary text = row.getBinary(column, 0);
        addTo(values, text);
        statistics.updateStats(text);
      } else {
        statistics.incrementNumNulls();
      }
    }
    return BytesInput.concat(values);
  }

  private static void addTo(List<BytesInput> values, Binary value) {
    values.add(BytesInput.fromInt(value.length()));
    values.add(BytesInput.from(value.getBytesUnsafe()));
  }

  private BytesInput numbers(String column, Statistics<?> statistics) {
    List<BytesInput> values = new ArrayList<>();
    for (Group row : rows) {
      int number = row.getInteger(column, 0);
      values.add(BytesInput.fromInt(number));
      statistics.updateStats(number);
    }
    return BytesInput.concat(values);
  }

  /** For each row 1 if it has a value in an optional column, and 0 if it has none. */
  private BytesInput levels(String column) throws IOException {
    RunLengthBitPackingHybridValuesWriter levels =
        new RunLengthBitPackingHybridValuesWriter(
            1, LEVELS_BUFFER, MOST_BYTES, new HeapByteBufferAllocator());
    for (Group row : rows) {
      levels.writeInteger(row.getFieldRepetitionCount(column));
    }
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    levels.getBytes().writeAllTo(page);
    levels.close();
    return BytesInput.from(page.toByteArray());
  }
}
