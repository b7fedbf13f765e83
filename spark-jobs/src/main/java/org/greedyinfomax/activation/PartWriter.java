package org.greedyinfomax.activation;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.storage.CheckedOutput;
import org.greedyinfomax.storage.PlainPages;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * Writes what one replica puts out in a round: a row group for each mini-batch, with one plain page
 * for each column. Pages are made here and not by Parquet's record writers, which would copy every
 * number several times. The file does not wait for the disk: what a power cut takes is made anew.
 *
 * <p>Close it in any case: unless {@link #finish} was reached, closing deletes the file.
 */
public final class PartWriter implements Closeable {

  private final FileSystem files;
  private final Path file;
  private final String name;
  private final BorderShape shape;
  private final int replica;
  private final CheckedOutput out;
  private final PlainPages pages;
  private final byte[] numbers;
  private long rows;
  private boolean finished;

  /**
   * Creates the file.
   *
   * @param name of the file, relative to the border's directory
   */
  PartWriter(FileSystem files, Path directory, String name, BorderShape shape, int replica)
      throws IOException {
    this.files = files;
    this.file = new Path(directory, name);
    this.name = name;
    this.shape = shape;
    this.replica = replica;
    MessageType schema = PartSchema.of(shape);
    numbers = new byte[Math.multiplyExact(shape.batch(), shape.sampleBytes())];
    out = new CheckedOutput(files.create(file, false), RoundManifest.PIECE);
    try {
      pages = new PlainPages(out, schema, PartSchema.ACTIVATIONS);
    } catch (IOException | FSError e) {
      try (PartWriter unfinished = this) {
        throw unfinished.cannotWrite(e);
      }
    }
  }

  /**
   * Appends a mini-batch.
   *
   * @param output a mini-batch
   * @param samples where each sample comes from
   * @throws IOException naming the file, if it cannot be written
   */
  public void write(Engine engine, Tensor output, List<SampleName> samples) throws IOException {
    SampleShape sample = shape.sample(output.length(1));
    output.require("output of " + shape.module(), sample.batch(shape.batch()));
    Check.argument(
        samples.size() == shape.batch(),
        "%d samples need as many names, but there are %d",
        shape.batch(),
        samples.size());
    store(engine, output, sample);
    try {
      writeRowGroup(sample, samples);
      rows += shape.batch();
    } catch (IOException | FSError e) {
      throw cannotWrite(e);
    }
  }

  /** Each sample where one of the largest would begin. */
  private void store(Engine engine, Tensor output, SampleShape sample) {
    if (sample.equals(shape.sample())) {
      engine.store(output, shape.type(), ByteBuffer.wrap(numbers));
      return;
    }
    int length = sample.size() * shape.type().bytes();
    byte[] shorter = new byte[shape.batch() * length];
    engine.store(output, shape.type(), ByteBuffer.wrap(shorter));
    Arrays.fill(numbers, (byte) 0);
    for (int i = 0; i < shape.batch(); i++) {
      System.arraycopy(shorter, i * length, numbers, i * shape.sampleBytes(), length);
    }
  }

  private void writeRowGroup(SampleShape sample, List<SampleName> samples) throws IOException {
    pages.beginRowGroup(shape.batch());
    texts(PartSchema.KEY, i -> samples.get(i).key());
    integers(PartSchema.START, i -> samples.get(i).start());
    integers(PartSchema.MIRRORED, i -> samples.get(i).mirrored() ? 1 : 0);
    integers(PartSchema.LABEL, i -> samples.get(i).label());
    texts(PartSchema.DTYPE, i -> shape.dtype());
    for (SampleShape.Axis axis : sample.axes()) {
      integers(axis.name(), i -> axis.length());
    }
    pages.writeContents(BytesInput.from(numbers));
    pages.endRowGroup();
  }

  private void texts(String column, IntFunction<String> value) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Statistics<?> statistics = pages.statistics(column);
    for (int i = 0; i < shape.batch(); i++) {
      byte[] text = value.apply(i).getBytes(StandardCharsets.UTF_8);
      page.writeBytes(littleEndian(text.length));
      page.writeBytes(text);
      statistics.updateStats(Binary.fromConstantByteArray(text));
    }
    pages.write(column, BytesInput.from(page.toByteArray()), statistics);
  }

  private void integers(String column, IntFunction<Integer> value) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Statistics<?> statistics = pages.statistics(column);
    for (int i = 0; i < shape.batch(); i++) {
      page.writeBytes(littleEndian(value.apply(i)));
      statistics.updateStats(value.apply(i));
    }
    pages.write(column, BytesInput.from(page.toByteArray()), statistics);
  }

  private static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /**
   * Parquet says where in a page it was; the file system, below, says why. What Hadoop throws on a
   * full local disk is an Error.
   */
  private IOException cannotWrite(Throwable e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return new IOException(Text.format("cannot write %s: %s", file, reason.getMessage()), e);
  }

  /**
   * Completes the file and returns its entry for the manifest.
   *
   * @throws IOException naming the file, if it cannot be written
   */
  public RoundManifest.Part finish() throws IOException {
    try {
      pages.finish();
    } catch (IOException | FSError e) {
      throw cannotWrite(e);
    }
    finished = true;
    return new RoundManifest.Part(replica, name, rows, out.getPos(), out.crc32c());
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      try {
        out.close();
      } finally {
        files.delete(file, false);
      }
    }
  }
}
