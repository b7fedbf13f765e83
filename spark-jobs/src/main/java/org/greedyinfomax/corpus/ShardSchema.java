package org.greedyinfomax.corpus;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;

/**
 * The columns of a shard: key, those of the content, and one optional string for each kind of
 * label.
 */
public final class ShardSchema {

  static final String KEY = "key";

  private static final List<String> RESERVED = List.of("id", "file");

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
    return Stream.of(List.of(KEY), ContentColumns.of(kind).names(), RESERVED)
        .flatMap(List::stream)
        .toList();
  }

  static MessageType of(ContentColumns contents, List<String> labelColumns) {
    Types.MessageTypeBuilder schema = withKey();
    contents.addTo(schema);
    return withLabels(schema, contents, labelColumns);
  }

  /** Key and labels alone. */
  static MessageType withoutContent(ContentColumns contents, List<String> labelColumns) {
    return withLabels(withKey(), contents, labelColumns);
  }

  /** The number of samples alone. */
  static MessageType lengths() {
    return Types.buildMessage()
        .required(INT32)
        .named(SampleColumns.LENGTH)
        .named(SampleColumns.ROW);
  }

  private static Types.MessageTypeBuilder withKey() {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(BINARY).as(stringType()).named(KEY);
    return schema;
  }

  private static MessageType withLabels(
      Types.MessageTypeBuilder schema, ContentColumns contents, List<String> labelColumns) {
    for (String column : labelColumns) {
      schema.optional(BINARY).as(stringType()).named(column);
    }
    return schema.named(contents.row());
  }
}
