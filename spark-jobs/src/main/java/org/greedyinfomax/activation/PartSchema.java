package org.greedyinfomax.activation;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.model.spec.SampleShape;

/**
 * The columns of a file of activations: one row for each sample. Its numbers are one value of fixed
 * length, in the order of its axes, little-endian; so the values of a row group, which is a
 * mini-batch, lie in one piece. Those of a sequence that is shorter than others are followed by
 * zeros.
 */
final class PartSchema {

  static final String KEY = "key";
  static final String START = "start";
  static final String MIRRORED = "mirrored";
  static final String LABEL = "label";
  static final String DTYPE = "dtype";
  static final String FRAMES = "frames"; // where samples are sequences
  static final String ACTIVATIONS = "activations";

  private PartSchema() {}

  static MessageType of(BorderShape shape) {
    Types.GroupBuilder<MessageType> columns =
        Types.buildMessage()
            .required(BINARY)
            .as(stringType())
            .named(KEY)
            .required(INT32)
            .named(START)
            .required(INT32)
            .named(MIRRORED)
            .required(INT32)
            .named(LABEL)
            .required(BINARY)
            .as(stringType())
            .named(DTYPE);
    for (SampleShape.Axis axis : shape.sample().axes()) {
      columns = columns.required(INT32).named(axis.name());
    }
    return columns
        .required(FIXED_LEN_BYTE_ARRAY)
        .length(shape.sampleBytes())
        .named(ACTIVATIONS)
        .named("sample");
  }
}
