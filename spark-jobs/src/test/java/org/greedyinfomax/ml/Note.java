package org.greedyinfomax.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paragraphs of a note of Zeppelin, or a script as a note of one paragraph. */
record Note(List<Paragraph> paragraphs) {

  Note {
    paragraphs = List.copyOf(paragraphs);
  }

  /**
   * A paragraph.
   *
   * @param interpreter that it is for, such as {@code spark.sql}
   * @param text without the interpreter's name
   */
  record Paragraph(String interpreter, String text) {

    private static Paragraph of(String text) {
      int end = text.indexOf('\n');
      if (!text.startsWith("%") || end < 0) {
        throw new IllegalArgumentException("a paragraph must begin with %INTERPRETER: " + text);
      }
      return new Paragraph(text.substring(1, end).strip(), text.substring(end + 1));
    }
  }

  static Note read(Path file) throws IOException {
    String text = Files.readString(file);
    if (!file.toString().endsWith(".zpln")) {
      return new Note(List.of(new Paragraph("spark", text)));
    }
    List<Paragraph> paragraphs = new ArrayList<>();
    for (JsonNode paragraph : new ObjectMapper().readTree(text).get("paragraphs")) {
      paragraphs.add(Paragraph.of(paragraph.get("text").asText()));
    }
    return new Note(paragraphs);
  }
}
