package org.greedyinfomax.corpus;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;

/**
 * The columns of a shard: key, those of the content, and one optional string for each kind of
 * label.
 *
 * <p>A recording has its samples (16-bit, little-endian) and their number; a picture has its pixels
 * (unsigned bytes, row by row, the channels of a pixel together), its height, width and channels.
 */
public final class ShardSchema {

  static final String KEY = "key";
  static final String SAMPLES = "samples";
  static final String LENGTH = "length";
  static final String PIXELS = "pixels";
  static final String HEIGHT = "height";
  static final String WIDTH = "width";
  static final String CHANNELS = "channels";

  private ShardSchema() {}

  /**
   * Checks that a column of labels may have this name.
   *
   * @throws IllegalArgumentException if the name is taken or is no identifier
   */
  public static void requireLabelColumn(ContentKind kind, String name) {
    Check.argument(
        isIdentifier(name),
        "a label column must be named with letters, digits and underscores, but is \"%s\"",
        name);
    List<String> taken = taken(kind);
    Check.argument(
        !taken.contains(name.toLowerCase(Locale.ROOT)),
        "a label column must not be named like the columns %s, but is \"%s\": rename it",
        taken,
        name);
  }

  /** Whether a column of labels may have this name. */
  public static boolean isLabelColumn(ContentKind kind, String name) {
    return isIdentifier(name) && !taken(kind).contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isIdentifier(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  private static List<String> taken(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> List.of(KEY, SAMPLES, LENGTH, "id", "file");
      case IMAGES -> List.of(KEY, PIXELS, HEIGHT, WIDTH, CHANNELS, "id", "file");
    };
  }

  /** Returns the column of the samples or pixels. */
  static String contents(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> SAMPLES;
      case IMAGES -> PIXELS;
    };
  }

  static MessageType of(ContentKind kind, List<String> labelColumns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(BINARY).as(stringType()).named(KEY);
    switch (kind) {
      case AUDIO -> {
        schema.required(BINARY).named(SAMPLES);
        schema.required(INT32).named(LENGTH);
      }
      case IMAGES -> {
        schema.required(BINARY).named(PIXELS);
        schema.required(INT32).named(HEIGHT);
        schema.required(INT32).named(WIDTH);
        schema.required(INT32).named(CHANNELS);
      }
    }
    return withLabels(schema, kind, labelColumns);
  }

  /** Key and labels alone. */
  static MessageType withoutContent(ContentKind kind, List<String> labelColumns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(BINARY).as(stringType()).named(KEY);
    return withLabels(schema, kind, labelColumns);
  }

  /** The number of samples alone. */
  static MessageType lengths() {
    return Types.buildMessage().required(INT32).named(LENGTH).named("recording");
  }

  private static MessageType withLabels(
      Types.MessageTypeBuilder schema, ContentKind kind, List<String> labelColumns) {
    for (String column : labelColumns) {
      schema.optional(BINARY).as(stringType()).named(column);
    }
    return schema.named(kind == ContentKind.AUDIO ? "recording" : "picture");
  }
}
