package org.greedyinfomax.corpus;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;

/** A recording: its samples (16-bit, little-endian) and their number. */
record SampleColumns() implements ContentColumns {

  static final String SAMPLES = "samples";
  static final String LENGTH = "length";
  static final String ROW = "recording";

  @Override
  public String row() {
    return ROW;
  }

  @Override
  public List<String> names() {
    return List.of(SAMPLES, LENGTH);
  }

  @Override
  public void addTo(Types.MessageTypeBuilder schema) {
    schema.required(BINARY).named(SAMPLES);
    schema.required(INT32).named(LENGTH);
  }

  @Override
  public void put(Content content, Group row) {
    short[] samples = ((Clip) content).samples();
    byte[] bytes = new byte[Math.multiplyExact(Short.BYTES, samples.length)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
    row.add(SAMPLES, Binary.fromConstantByteArray(bytes));
    row.add(LENGTH, samples.length);
  }

  @Override
  public Clip take(CorpusContents contents, Group row) {
    ByteBuffer bytes = row.getBinary(SAMPLES, 0).toByteBuffer();
    short[] samples = new short[row.getInteger(LENGTH, 0)];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new Clip(((AudioContents) contents).sampleRate(), samples);
  }
}
