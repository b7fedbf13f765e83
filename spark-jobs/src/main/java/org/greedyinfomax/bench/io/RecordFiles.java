package org.greedyinfomax.bench.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/**
 * Parquet's own writer and reader of records: a binary value for each sequence, without dictionary,
 * with checksums of pages.
 *
 * @param hadoop whose local files have no checksums of Hadoop's
 */
record RecordFiles(Configuration hadoop) implements FileVariant {

  private static final String COLUMN = "activations";
  private static final MessageType SCHEMA =
      Types.buildMessage().required(PrimitiveTypeName.BINARY).named(COLUMN).named("sample");

  @Override
  public String name() {
    return "Parquet's record writer";
  }

  @Override
  public String codec() {
    return "none";
  }

  @Override
  public Written write(Path directory, Activations activations, StorageType type)
      throws IOException {
    BorderShape shape = activations.shape(type);
    Path file = new Path(directory, "records.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, hadoop))
            .withConf(hadoop)
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(false)
            .withPageWriteChecksumEnabled(true)
            .build()) {
      byte[] numbers = new byte[shape.batch() * shape.sampleBytes()];
      for (Tensor output : activations.round()) {
        activations.engine().store(output, type, ByteBuffer.wrap(numbers));
        for (int i = 0; i < shape.batch(); i++) {
          int length = shape.sampleBytes();
          Group sample = new SimpleGroup(SCHEMA);
          sample.add(0, Binary.fromReusedByteArray(numbers, i * length, length));
          writer.write(sample);
        }
      }
    }
    return () -> read(file, activations, type);
  }

  private void read(Path file, Activations activations, StorageType type) throws IOException {
    BorderShape shape = activations.shape(type);
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file)
            .withConf(hadoop)
            .usePageChecksumVerification()
            .build()) {
      for (int b = 0; b < activations.round().size(); b++) {
        for (int i = 0; i < shape.batch(); i++) {
          Binary numbers = reader.read().getBinary(0, 0);
          Tensor sequence =
              activations.input().slice((long) i * shape.sample().size(), shape.sample().size());
          activations.engine().load(numbers.toByteBuffer(), type, sequence);
        }
      }
    }
  }
}
