package org.greedyinfomax.activation;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * The columns of a file of activations: one row for each sample. Its numbers are one value of fixed
 * length, frame after frame, little-endian; so the values of a row group, which is a mini-batch,
 * lie in one piece.
 */
final class PartSchema {

  static final String KEY = "key";
  static final String START = "start";
  static final String DTYPE = "dtype";
  static final String FRAMES = "frames";
  static final String CHANNELS = "channels";
  static final String ACTIVATIONS = "activations";

  private PartSchema() {}

  static MessageType of(BorderShape shape) {
    return Types.buildMessage()
        .required(BINARY)
        .as(stringType())
        .named(KEY)
        .required(INT32)
        .named(START)
        .required(BINARY)
        .as(stringType())
        .named(DTYPE)
        .required(INT32)
        .named(FRAMES)
        .required(INT32)
        .named(CHANNELS)
        .required(FIXED_LEN_BYTE_ARRAY)
        .length(shape.sequenceBytes())
        .named(ACTIVATIONS)
        .named("sample");
  }
}
