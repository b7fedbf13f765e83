package org.greedyinfomax.ingest.listing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.ShardSchema;
import org.greedyinfomax.data.BadFileException;

/**
 * Members of WebDataset's shards that hold labels, by the extensions that its decoders know: texts
 * and numbers, which are one label each, and objects of JSON, whose fields are one each.
 */
final class LabelFile {

  /** So many bytes a label may have. */
  static final int MOST_BYTES = 1 << 20;

  private static final Set<String> TEXTS =
      Set.of("txt", "text", "transcript", "cls", "cls2", "class", "count", "index", "inx", "id");
  private static final Set<String> OBJECTS = Set.of("json", "jsn");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LabelFile() {}

  /** Whether a member is named like one. */
  static boolean isName(String member) {
    String type = type(member);
    return TEXTS.contains(type) || OBJECTS.contains(type);
  }

  private static String type(String member) {
    String extension = WebDatasetSampleName.extension(member).toLowerCase(Locale.ROOT);
    return extension.substring(extension.lastIndexOf('.') + 1);
  }

  /**
   * Reads labels.
   *
   * @param member its path in the archive
   * @param content the whole of it, or more bytes than it may have
   * @return values by column
   * @throws BadFileException if it is too long, not UTF-8 or no object
   */
  static Map<String, String> read(ContentKind kind, String member, byte[] content)
      throws BadFileException {
    if (content.length > MOST_BYTES) {
      throw new BadFileException(member, "has more than 1 MiB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException other) {
      throw new BadFileException(member, "is not UTF-8");
    }
    String extension = WebDatasetSampleName.extension(member).toLowerCase(Locale.ROOT);
    return OBJECTS.contains(type(member))
        ? fields(kind, member, text, extension.replaceFirst("\\.?[^.]*$", ""))
        : text.isBlank() ? Map.of() : Map.of(column(kind, extension), text.strip());
  }

  /** Returns the fields that are no objects or arrays of their own. */
  private static Map<String, String> fields(
      ContentKind kind, String member, String text, String before) throws BadFileException {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (IOException other) {
      throw new BadFileException(member, "is no JSON");
    }
    if (!object.isObject()) {
      throw new BadFileException(member, "is no JSON object");
    }
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        String name = before.isEmpty() ? field.getKey() : before + "_" + field.getKey();
        if (labels.put(column(kind, name), field.getValue().asText()) != null) {
          throw new BadFileException(
              member, Text.format("has two fields that become the label %s", column(kind, name)));
        }
      }
    }
    return labels;
  }

  /** Returns the name of a column: the nearest one that is allowed. */
  private static String column(ContentKind kind, String name) {
    String identifier = name.replaceAll("[^A-Za-z0-9_]", "_");
    return ShardSchema.isLabelColumn(kind, identifier) ? identifier : "label_" + identifier;
  }
}
