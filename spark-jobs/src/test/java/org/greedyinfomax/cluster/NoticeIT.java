package org.greedyinfomax.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** NOTICE names every library that the jar for {@code spark-submit} packs, with its licence. */
final class NoticeIT {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  @Test
  void noticeNamesEveryPackedLibraryWithItsLicenceAndVersion() throws IOException {
    List<String> packed =
        Files.readAllLines(Path.of(System.getProperty("third.party"))).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("("))
            .map(line -> line.replaceFirst(" - https?://[^)]*\\)$", ")"))
            .toList();

    assertThat(packed).hasSizeGreaterThan(20);
    assertThat(Files.readAllLines(ROOT.resolve("NOTICE"))).containsAll(packed);
  }

  @Test
  void jarHoldsLicenceAndNotice() throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("submit.jar"))) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        assertThat(
                new String(
                    jar.getInputStream(jar.getEntry("META-INF/" + name)).readAllBytes(), UTF_8))
            .isEqualTo(Files.readString(ROOT.resolve(name)));
      }
    }
  }
}
