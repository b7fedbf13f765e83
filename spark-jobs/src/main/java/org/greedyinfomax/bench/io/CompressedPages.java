package org.greedyinfomax.bench.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/**
 * Files as the project writes them, with the same checksums, but for their pages being compressed
 * and for the columns that name samples.
 *
 * @param hadoop whose local files have no checksums of Hadoop's
 */
record CompressedPages(Configuration hadoop, CompressionCodecName compression)
    implements FileVariant {

  private static final String COLUMN = "activations";
  private static final int LEAST_BUFFER = 1 << 16; // of the codec, which takes what it needs

  @Override
  public String name() {
    return "gim, compressed";
  }

  @Override
  public String codec() {
    return compression.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Written write(Path directory, Activations activations, StorageType type)
      throws IOException {
    BorderShape shape = activations.shape(type);
    Path file = new Path(directory, "pages.parquet");
    List<Long> checksums = new ArrayList<>();
    CodecFactory codecs = new CodecFactory(hadoop, LEAST_BUFFER);
    try {
      CompressionCodecFactory.BytesInputCompressor compressor = codecs.getCompressor(compression);
      ParquetFileWriter writer =
          new ParquetFileWriter(
              HadoopOutputFile.fromPath(file, hadoop),
              schema(shape),
              ParquetFileWriter.Mode.CREATE,
              Long.MAX_VALUE,
              0,
              64,
              64,
              true);
      writer.start();
      byte[] numbers = new byte[shape.batch() * shape.sampleBytes()];
      for (Tensor output : activations.round()) {
        activations.engine().store(output, type, ByteBuffer.wrap(numbers));
        checksums.add(checksum(ByteBuffer.wrap(numbers)));
        append(writer, shape, numbers, compressor.compress(BytesInput.from(numbers)));
      }
      writer.end(Map.of());
    } finally {
      codecs.release();
    }
    return () -> read(file, checksums, activations, type);
  }

  private static MessageType schema(BorderShape shape) {
    return Types.buildMessage()
        .required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
        .length(shape.sampleBytes())
        .named(COLUMN)
        .named("sample");
  }

  private void append(
      ParquetFileWriter writer, BorderShape shape, byte[] numbers, BytesInput compressed)
      throws IOException {
    ColumnDescriptor column = schema(shape).getColumns().get(0);
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    int length = shape.sampleBytes();
    for (int i = 0; i < shape.batch(); i++) {
      statistics.updateStats(Binary.fromReusedByteArray(numbers, i * length, length));
    }
    writer.startBlock(shape.batch());
    writer.startColumn(column, shape.batch(), compression);
    writer.writeDataPage(
        shape.batch(),
        numbers.length,
        compressed,
        statistics,
        shape.batch(),
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
    writer.endColumn();
    writer.endBlock();
  }

  private void read(Path file, List<Long> checksums, Activations activations, StorageType type)
      throws IOException {
    BorderShape shape = activations.shape(type);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(file, hadoop),
            HadoopReadOptions.builder(hadoop).usePageChecksumVerification(true).build())) {
      for (long checksum : checksums) {
        DataPageV1 page =
            (DataPageV1)
                reader
                    .readNextRowGroup()
                    .getPageReader(schema(shape).getColumns().get(0))
                    .readPage();
        BytesInput content = page.getBytes();
        ByteBuffer numbers = content.toInputStream().slice(Math.toIntExact(content.size()));
        if (checksum(numbers.duplicate()) != checksum) {
          throw new IOException(Text.format("%s is not what was written", file));
        }
        activations.engine().load(numbers, type, activations.input());
      }
    }
  }

  private static long checksum(ByteBuffer numbers) {
    CRC32C checksum = new CRC32C();
    checksum.update(numbers);
    return checksum.getValue();
  }
}
