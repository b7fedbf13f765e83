package org.greedyinfomax.activation;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.storage.CheckedInput;
import org.greedyinfomax.storage.DamagedFileException;

/**
 * Reads what one replica of the group below has put out in a round, mini-batch after mini-batch.
 *
 * <p>The file's length is compared with the manifest when it is opened, and the checksum of every
 * byte before it is used.
 */
public final class PartReader implements Closeable {

  private static final String REMEDY = "go on with --resume, which makes it anew";

  private final Path file;
  private final BorderShape shape;
  private final long batches;
  private final MessageType schema;
  private final ParquetFileReader reader;
  private int next;

  PartReader(
      Configuration hadoop,
      FileSystem files,
      Path directory,
      BorderShape shape,
      RoundManifest.Part part)
      throws IOException {
    this.file = new Path(directory, part.file());
    this.shape = shape;
    batches = part.rows() / shape.batch();
    schema = PartSchema.of(shape);
    reader = open(hadoop, files, part);
    try {
      requireAsInManifest();
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private ParquetFileReader open(Configuration hadoop, FileSystem files, RoundManifest.Part part)
      throws IOException {
    CheckedInput input = new CheckedInput(files, file, part.pieces());
    try {
      input.requireLength();
      return ParquetFileReader.open(
          input, HadoopReadOptions.builder(hadoop).usePageChecksumVerification(false).build());
    } catch (FileNotFoundException e) {
      throw damaged("it is missing, though the manifest of its round names it", e);
    } catch (DamagedFileException | RuntimeException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void requireAsInManifest() throws IOException {
    List<Long> rows =
        reader.getRowGroups().stream().map(BlockMetaData::getRowCount).distinct().toList();
    MessageType found = reader.getFooter().getFileMetaData().getSchema();
    if (reader.getRowGroups().size() != batches
        || !rows.equals(List.of((long) shape.batch()))
        || !found.getFields().equals(schema.getFields())) {
      throw damaged(
          Text.format(
              "it has %d row groups of %s rows and columns %s, but should have %d of %d rows and %s",
              reader.getRowGroups().size(),
              rows,
              found.getFields(),
              batches,
              shape.batch(),
              schema.getFields()),
          null);
    }
  }

  /**
   * The next mini-batch.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  public NamedBatch next() throws IOException {
    if (next == batches) {
      throw new IOException(
          Text.format("%s has %d mini-batches, but more are asked for", file, batches));
    }
    try {
      PageReadStore pages = nextRowGroup();
      SampleShape sample = sample(pages);
      ByteBuffer numbers = numbers(pages, sample);
      next++;
      List<SampleName> samples = samples(pages);
      return new NamedBatch(
          new MiniBatch.Stored(numbers, shape.type(), sample, NamedBatch.classes(samples)),
          samples);
    } catch (RuntimeException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private PageReadStore nextRowGroup() throws IOException {
    try {
      return reader.readNextRowGroup();
    } catch (DamagedFileException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What all samples of a mini-batch are. */
  private SampleShape sample(PageReadStore pages) throws IOException {
    if (!(shape.sample() instanceof SampleShape.Sequence)) {
      return shape.sample();
    }
    ByteBuffer frames = page(pages, PartSchema.FRAMES);
    int first = frames.getInt();
    for (int i = 1; i < shape.batch(); i++) {
      Check.argument(
          frames.getInt() == first, "samples of a mini-batch have different numbers of frames");
    }
    return shape.sample(first);
  }

  /** The numbers of all samples in one piece, without the zeros that follow shorter ones. */
  private ByteBuffer numbers(PageReadStore pages, SampleShape sample) throws IOException {
    ByteBuffer numbers = page(pages, PartSchema.ACTIVATIONS);
    if (sample.equals(shape.sample())) {
      return numbers;
    }
    int length = sample.size() * shape.type().bytes();
    ByteBuffer shorter = ByteBuffer.allocate(shape.batch() * length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < shape.batch(); i++) {
      shorter.put(numbers.slice(numbers.position() + i * shape.sampleBytes(), length));
    }
    return shorter.flip();
  }

  private List<SampleName> samples(PageReadStore pages) throws IOException {
    ByteBuffer keys = page(pages, PartSchema.KEY);
    ByteBuffer starts = page(pages, PartSchema.START);
    ByteBuffer mirrored = page(pages, PartSchema.MIRRORED);
    ByteBuffer labels = page(pages, PartSchema.LABEL);
    List<SampleName> samples = new ArrayList<>();
    for (int i = 0; i < shape.batch(); i++) {
      byte[] key = new byte[keys.getInt()];
      keys.get(key);
      samples.add(
          new SampleName(
              new String(key, StandardCharsets.UTF_8),
              starts.getInt(),
              mirrored.getInt() == 1,
              labels.getInt()));
    }
    return samples;
  }

  private ByteBuffer page(PageReadStore pages, String column) throws IOException {
    DataPage page =
        pages.getPageReader(schema.getColumnDescription(new String[] {column})).readPage();
    if (page instanceof DataPageV1 plain && plain.getValueCount() == shape.batch()) {
      BytesInput content = plain.getBytes();
      return content
          .toInputStream()
          .slice(Math.toIntExact(content.size()))
          .order(ByteOrder.LITTLE_ENDIAN);
    }
    throw damaged(Text.format("column %s is not one page for each mini-batch", column), null);
  }

  /** Parquet reports damaged headers and failing disks alike, and names no file. */
  private IOException unreadable(IOException cause) {
    return new IOException(
        Text.format("%s cannot be read (%s): %s", file, cause.getMessage(), REMEDY), cause);
  }

  private IOException damaged(String how, Exception cause) {
    return new IOException(Text.format("%s is damaged (%s): %s", file, how, REMEDY), cause);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
