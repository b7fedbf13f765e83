package org.greedyinfomax.corpus;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.CheckedInput;
import org.greedyinfomax.storage.DamagedFileException;

/**
 * Reads row groups of one shard, in any order.
 *
 * <p>The shard's length and footer are compared with the manifest when it is opened, and whatever
 * is read of it before it is used: what differs is an error that names the file.
 */
public final class RowGroupReader implements Closeable {

  private static final String REMEDY = "restore it, or ingest the files again";

  private final Path file;
  private final CorpusManifest manifest;
  private final ContentColumns columns;
  private final MessageType schema;
  private final ParquetFileReader reader;

  RowGroupReader(Configuration hadoop, Path file, Shard shard, CorpusManifest manifest)
      throws IOException {
    this.file = file;
    this.manifest = manifest;
    this.columns = ContentColumns.of(manifest.kind());
    this.schema = ShardSchema.of(columns, manifest.labelColumns());
    this.reader = open(hadoop, file, shard);
    List<Integer> rowGroups =
        reader.getRowGroups().stream()
            .map(BlockMetaData::getRowCount)
            .map(Math::toIntExact)
            .toList();
    MessageType found = reader.getFooter().getFileMetaData().getSchema();
    if (!rowGroups.equals(shard.rowGroupRows()) || !found.getFields().equals(schema.getFields())) {
      reader.close();
      throw new IOException(
          Text.format(
              "shard %s is not what the manifest says: it has row groups of %s rows and columns %s, but should have %s and %s; %s",
              file,
              rowGroups,
              found.getFields(),
              shard.rowGroupRows(),
              schema.getFields(),
              REMEDY));
    }
  }

  private static ParquetFileReader open(Configuration hadoop, Path file, Shard shard)
      throws IOException {
    try {
      CheckedInput input =
          new CheckedInput(CheckedInput.fileSystem(hadoop, file), file, shard.pieces());
      input.requireLength();
      return ParquetFileReader.open(
          input, HadoopReadOptions.builder(hadoop).usePageChecksumVerification(false).build());
    } catch (FileNotFoundException missing) {
      throw new IOException(
          Text.format("shard %s is missing, though the manifest names it; %s", file, REMEDY),
          missing);
    } catch (DamagedFileException | RuntimeException damage) {
      throw damaged(file, damage);
    }
  }

  /**
   * Reads the rows of one row group.
   *
   * @throws IOException if they cannot be read
   */
  public List<CorpusRow> read(RowGroup group) throws IOException {
    return read(group, schema, this::row);
  }

  /**
   * Reads the names and labels of one row group, and skips its contents.
   *
   * @throws IOException if they cannot be read
   */
  public List<RowLabels> readLabels(RowGroup group) throws IOException {
    return read(
        group, ShardSchema.withoutContent(columns, manifest.labelColumns()), this::rowLabels);
  }

  /** Reads how many samples the recordings of one row group have. */
  List<Integer> readLengths(RowGroup group) throws IOException {
    return read(group, ShardSchema.lengths(), (id, row) -> row.getInteger(SampleColumns.LENGTH, 0));
  }

  private <T> List<T> read(RowGroup group, MessageType requested, RowConverter<T> converter)
      throws IOException {
    try {
      reader.setRequestedSchema(requested);
      PageReadStore pages = reader.readRowGroup(group.group());
      RecordReader<Group> records =
          new ColumnIOFactory()
              .getColumnIO(requested)
              .getRecordReader(pages, new GroupRecordConverter(requested));
      List<T> rows = new ArrayList<>(group.rows());
      for (int i = 0; i < group.rows(); i++) {
        rows.add(converter.convert(group.firstRow() + i, records.read()));
      }
      return rows;
    } catch (DamagedFileException | RuntimeException damage) {
      throw damaged(file, damage);
    }
  }

  /** Makes one row of what Parquet read. */
  private interface RowConverter<T> {
    T convert(long id, Group row);
  }

  private CorpusRow row(long id, Group row) {
    return new CorpusRow(
        id, row.getString(ShardSchema.KEY, 0), columns.take(manifest.contents(), row), labels(row));
  }

  private RowLabels rowLabels(long id, Group row) {
    return new RowLabels(id, row.getString(ShardSchema.KEY, 0), labels(row));
  }

  private Map<String, String> labels(Group row) {
    Map<String, String> labels = new HashMap<>();
    for (String column : manifest.labelColumns()) {
      if (row.getFieldRepetitionCount(column) == 1) {
        labels.put(column, row.getString(column, 0));
      }
    }
    return labels;
  }

  private static IOException damaged(Path file, Exception damage) {
    return new IOException(
        Text.format("shard %s is damaged: %s; %s", file, damage.getMessage(), REMEDY), damage);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
