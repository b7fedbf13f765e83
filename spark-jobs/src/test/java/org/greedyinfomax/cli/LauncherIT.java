package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/gim} with the program that was built. */
final class LauncherIT {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  @TempDir private Path folder;

  @Test
  void findsAllLibrariesBesideTheProgram() throws IOException {
    Path build = Path.of(System.getProperty("build.directory"));

    List<String> libraries =
        List.of(Files.readString(build.resolve("classpath.txt")).split(":", -1));

    assertThat(libraries)
        .hasSizeGreaterThan(100)
        .allMatch(name -> name.startsWith("lib/"))
        .allMatch(name -> Files.isRegularFile(build.resolve(name)));
  }

  @Test
  void tellsNothingButWhatItHasToSay() throws Exception {
    assertThat(run(List.of(), "synthesize", "--output", folder + "/audio", "synthesis.hours=0.001"))
        .containsExactly("synthesized 5 recordings, 0.00 hours, in %s/audio".formatted(folder));
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(run(List.of(), "--version"))
        .singleElement()
        .asString()
        .matches("gim [0-9]+\\.[0-9]+\\.[0-9]+\\S*, Java 17\\S*, .*");
  }

  @Test
  void servesUsersWhoHaveNotBuiltIt() throws Exception {
    assumeThat(System.getProperty("user.name"))
        .as("only root may be somebody else")
        .isEqualTo("root");
    assumeThat(SETPRIV).as("it changes the user").exists();
    assumeThat(isOpen(ROOT)).as("others may read %s", ROOT).isTrue();
    Files.setPosixFilePermissions(folder, EnumSet.allOf(PosixFilePermission.class));

    assertThat(
            run(
                List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"),
                "export",
                "--run",
                folder + "/none",
                "--output",
                folder + "/exported"))
        .hasSize(2)
        .last()
        .isEqualTo("exit 2");
  }

  private static boolean isOpen(Path path) throws IOException {
    for (Path p = path; p != null; p = p.getParent()) {
      if (!Files.getPosixFilePermissions(p).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Lines of output and errors; the exit code follows if it is not 0. */
  private List<String> run(List<String> prefix, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.of(prefix, List.of("bash", ROOT.resolve("bin/gim").toString()), List.of(words))
            .flatMap(List::stream)
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIM_MASTER",
                "local[1]",
                "HOME",
                folder.toString(),
                "GIM_JAVA_OPTS",
                "-XX:TieredStopAtLevel=1"));
    Process process = builder.start();
    List<String> lines =
        new ArrayList<>(
            new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> !line.contains("sources are newer"))
                .toList());
    if (process.waitFor() != 0) {
      lines.add("exit " + process.exitValue());
    }
    return lines;
  }
}
