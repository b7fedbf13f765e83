package org.greedyinfomax.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes of a cluster have printed to files somewhere. */
final class Printed {

  private Printed() {}

  /** All text in the files of a name, such as {@code stderr}, in a folder and those in it. */
  static String under(Path folder, String name) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> file.endsWith(name)).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
