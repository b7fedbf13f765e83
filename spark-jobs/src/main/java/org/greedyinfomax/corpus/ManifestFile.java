package org.greedyinfomax.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;

/** Reads and writes {@code corpus.json}. */
final class ManifestFile {

  static final String NAME = "corpus.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestFile() {}

  /** Reads the manifest of a directory, or says why it is no corpus. */
  static CorpusManifest read(Configuration hadoop, Path directory) throws IOException {
    Path file = new Path(directory, NAME);
    FileSystem files = file.getFileSystem(hadoop);
    byte[] content;
    try (InputStream in = files.open(file)) {
      content = in.readAllBytes();
    } catch (FileNotFoundException missing) {
      throw new IllegalArgumentException(
          "%s is not a corpus: %s is missing; run gim ingest first".formatted(directory, NAME),
          missing);
    }
    return parse(new String(content, StandardCharsets.UTF_8), file);
  }

  private static CorpusManifest parse(String json, Path file) {
    try {
      JsonNode tree = JSON.readTree(json);
      int version = tree.path("version").asInt(0);
      Check.argument(
          version == CorpusManifest.VERSION,
          "%s has format version %d, but this program reads version %d: ingest the recordings"
              + " again",
          file,
          version,
          CorpusManifest.VERSION);
      return JSON.treeToValue(tree, CorpusManifest.class);
    } catch (JsonProcessingException damage) {
      throw new IllegalArgumentException(
          "%s is damaged: %s; restore it, or ingest the recordings again"
              .formatted(file, damage.getOriginalMessage()),
          damage);
    }
  }

  /** Writes the manifest beside its place and moves it there in one step, over an older one. */
  static void commit(Configuration hadoop, Path directory, CorpusManifest manifest)
      throws IOException {
    FileContext files = FileContext.getFileContext(directory.toUri(), hadoop);
    Path temporary = new Path(directory, "." + NAME + "." + UUID.randomUUID());
    byte[] json = JSON.writeValueAsBytes(manifest);
    try (FSDataOutputStream out = files.create(temporary, EnumSet.of(CreateFlag.CREATE))) {
      out.write(json);
      out.write('\n');
    }
    files.rename(temporary, new Path(directory, NAME), Options.Rename.OVERWRITE);
  }
}
