package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.config.RecipeReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class PresetsTest {

  private static final Path CONF = Path.of(System.getProperty("project.root"), "conf");
  private static final List<String> NAMES = Presets.NAMES;

  @TempDir private Path home;

  @AfterEach
  void forgetHome() {
    System.clearProperty("gim.home");
  }

  @Test
  void areTheFilesUnderConf() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".conf") && !name.startsWith("spark-"))
                  .filter(name -> !name.equals("defaults.conf")))
          .containsExactlyInAnyOrderElementsOf(NAMES.stream().map(n -> n + ".conf").toList());
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void areInTheJar(String name) {
    assertThat(Presets.read(name, List.of()))
        .isEqualTo(RecipeReader.read(CONF.resolve(name + ".conf"), List.of()));
  }

  @Test
  void areTakenFromHomeFirst() throws IOException {
    Files.createDirectory(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/quickstart.conf"),
        Presets.read("quickstart", List.of("seed=99")).toHocon());
    System.setProperty("gim.home", home.toString());

    assertThat(Presets.read("quickstart", List.of()).seed()).isEqualTo(99);
    assertThat(Presets.read("speech-small", List.of()).seed()).isEqualTo(2);
  }

  @Test
  void areReadFromAPath() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("mine.conf"), Presets.read("quickstart", List.of("seed=7")).toHocon());

    assertThat(Presets.read(file.toString(), List.of()).seed()).isEqualTo(7);
  }
}
