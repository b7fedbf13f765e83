package org.greedyinfomax.corpus;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.Check;

/**
 * The columns of a shard: key, samples (16-bit, little-endian), their number, and one optional
 * string for each kind of label.
 */
public final class ShardSchema {

  static final String KEY = "key";
  static final String SAMPLES = "samples";
  static final String LENGTH = "length";

  private static final List<String> TAKEN = List.of(KEY, SAMPLES, LENGTH, "id", "file");

  private ShardSchema() {}

  /**
   * Checks that a column of labels may have this name.
   *
   * @throws IllegalArgumentException if the name is taken or is no identifier
   */
  public static void requireLabelColumn(String name) {
    Check.argument(
        name.matches("[A-Za-z_][A-Za-z0-9_]*"),
        "a label column must be named with letters, digits and underscores, but is \"%s\"",
        name);
    Check.argument(
        !TAKEN.contains(name.toLowerCase(Locale.ROOT)),
        "a label column must not be named like the columns %s, but is \"%s\": rename it",
        TAKEN,
        name);
  }

  static MessageType of(List<String> labelColumns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(BINARY).as(stringType()).named(KEY);
    schema.required(BINARY).named(SAMPLES);
    schema.required(INT32).named(LENGTH);
    return withLabels(schema, labelColumns);
  }

  /** Key and labels alone. */
  static MessageType withoutSamples(List<String> labelColumns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(BINARY).as(stringType()).named(KEY);
    return withLabels(schema, labelColumns);
  }

  private static MessageType withLabels(
      Types.MessageTypeBuilder schema, List<String> labelColumns) {
    for (String column : labelColumns) {
      schema.optional(BINARY).as(stringType()).named(column);
    }
    return schema.named("recording");
  }
}
