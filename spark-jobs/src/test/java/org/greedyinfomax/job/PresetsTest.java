package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.storage.BareFileSystem;
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

    assertThat(Presets.read(Configuration::new, file.toString(), List.of()).seed()).isEqualTo(7);
  }

  @Test
  void areReadFromAnyFileSystemWithWhatLiesBeside() throws IOException {
    Files.writeString(home.resolve("base.conf"), Presets.read("quickstart", List.of()).toHocon());
    Files.writeString(home.resolve("mine.conf"), "include required(\"base.conf\")\nseed = 7");

    assertThat(
            Presets.read(
                    BareFileSystem::settings,
                    "bare:" + home.resolve("mine.conf"),
                    List.of("training.epochs=3"))
                .seed())
        .isEqualTo(7);
    assertThatThrownBy(
            () ->
                Presets.read(
                    BareFileSystem::settings, "bare:" + home.resolve("none.conf"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no recipe bare:%s: name a file or a preset", home.resolve("none.conf"));
  }

  @Test
  void areLookedForOnThisMachineFirstAndThenInTheDefaultFileSystem() throws IOException {
    Configuration hadoop = BareFileSystem.settings();
    hadoop.set("fs.defaultFS", "bare:///");
    Path file =
        Files.writeString(
            home.resolve("mine.conf"), Presets.read("quickstart", List.of("seed=7")).toHocon());

    assertThat(Presets.read(() -> hadoop, file.toString(), List.of()).seed()).isEqualTo(7);
    assertThatThrownBy(() -> Presets.read(() -> hadoop, "/no/such.conf", List.of()))
        .hasMessage(
            "there is no recipe bare:/no/such.conf, nor /no/such.conf on this machine: name a file"
                + " or a preset");
  }

  @Test
  void lieOutsideOfWhatIsOverwritten() throws IOException {
    Path recipe = Files.writeString(home.resolve("mine.conf"), "");

    assertThatThrownBy(
            () ->
                Presets.requireOutside(BareFileSystem::settings, "bare:" + recipe, "bare:" + home))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which would be overwritten");
    Presets.requireOutside(BareFileSystem::settings, "bare:" + recipe, "bare:/elsewhere");
  }
}
