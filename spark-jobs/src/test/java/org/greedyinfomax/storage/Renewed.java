package org.greedyinfomax.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes JSON files as somebody does who knows of their checksums. */
public final class Renewed {

  private Renewed() {}

  /** Replaces some text in a file, and makes its checksum right. */
  public static void replace(Path file, String text, String by) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.writeString(file, checked(Files.readString(file).replace(text, by)));
  }

  /** A text of a JSON file that had a right checksum before it was changed, with a right one. */
  public static String checked(String text) {
    return withChecksum(withoutChecksum(text));
  }

  /** The object in a JSON file. */
  public static String withoutChecksum(String text) {
    return text.substring(0, text.lastIndexOf(",\n  \"sha256\"")) + "\n}";
  }

  /** The content of a JSON file, of an object or of anything that ends as one. */
  public static String withChecksum(String object) {
    return JsonChecksum.PRETTY.addTo(object, "") + "\n";
  }

  /** The only line of a file of lines. */
  public static String line(String object) {
    return JsonChecksum.LINE.addTo(object, "last") + "\n";
  }
}
