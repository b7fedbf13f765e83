package org.greedyinfomax.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A Parquet file that is being written: a plain page for each column of a row group, without a
 * codec.
 *
 * <p>One column, the contents, has large values that nobody compares. Parquet would keep the least
 * and the largest of every row group in memory until the file ends, which is the whole file where a
 * value is a row group. Of this column only the number of nulls is written, which is 0; the schema
 * in the file is the same, and so is what readers find.
 */
public final class PlainPages {

  private static final int TRUNCATED = 64; // bytes of a value in statistics, Parquet's own default

  private final MessageType schema;
  private final String contents;
  private final ParquetFileWriter writer;
  private int rows;

  /**
   * Begins the file.
   *
   * @param out where it goes; whoever opened it closes it if the file is not finished
   * @param contents the column of contents
   */
  public PlainPages(PositionOutputStream out, MessageType schema, String contents)
      throws IOException {
    this.schema = withoutOrder(schema, contents);
    this.contents = contents;
    this.writer =
        new ParquetFileWriter(
            new SingleTarget(out),
            this.schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE, // row groups end where the caller says
            0,
            TRUNCATED,
            TRUNCATED,
            true);
    writer.start();
  }

  /** Without an order of its values, no index of a column's pages is written either. */
  private static MessageType withoutOrder(MessageType schema, String column) {
    PrimitiveType type = type(schema, column);
    Type unordered =
        Types.primitive(type.getPrimitiveTypeName(), type.getRepetition())
            .length(type.getTypeLength())
            .columnOrder(ColumnOrder.undefined())
            .named(column);
    List<Type> fields =
        schema.getFields().stream()
            .map(field -> field.getName().equals(column) ? unordered : field)
            .toList();
    return new MessageType(schema.getName(), fields);
  }

  private static PrimitiveType type(MessageType schema, String column) {
    return schema.getType(column).asPrimitiveType();
  }

  /** Begins a row group, whose columns must be written in the order of the schema. */
  public void beginRowGroup(int rowsOfGroup) throws IOException {
    rows = rowsOfGroup;
    writer.startBlock(rows);
  }

  /** Returns statistics of the values of a page, of none so far. */
  public Statistics<?> statistics(String column) {
    return Statistics.createStats(type(schema, column));
  }

  /**
   * Writes a column other than the contents.
   *
   * @param page levels and values of all rows of the row group, as Parquet encodes them plainly
   */
  public void write(String column, BytesInput page, Statistics<?> statistics) throws IOException {
    writer.startColumn(
        schema.getColumnDescription(new String[] {column}),
        rows,
        CompressionCodecName.UNCOMPRESSED);
    writer.writeDataPage(
        rows,
        Math.toIntExact(page.size()),
        page,
        statistics,
        rows,
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
    writer.endColumn();
  }

  /** Writes the column of contents. */
  public void writeContents(BytesInput page) throws IOException {
    write(
        contents,
        page,
        Statistics.getBuilderForReading(type(schema, contents)).withNumNulls(0).build());
  }

  /** Ends the row group. */
  public void endRowGroup() throws IOException {
    writer.endBlock();
  }

  /** Completes the file, and returns where its row groups lie. */
  public List<BlockMetaData> finish() throws IOException {
    writer.end(Map.of());
    return writer.getFooter().getBlocks();
  }
}
