package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.greedyinfomax.job.Presets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive of classes that {@code bin/gim} makes when it has built the program, by a real Java
 * and a stand-in for the program, which a stand-in for Maven puts in its place.
 */
final class LauncherArchiveTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final String CLASS = "org/greedyinfomax/cli/Gim.class";
  private static final String PROGRAM =
      """
      package org.greedyinfomax.cli;

      public class Gim {
        public static void main(String[] words) {
          System.out.println("did " + String.join(" ", words));
        }
      }
      """;

  @TempDir private Path folder;
  private Path home;
  private Path target;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("home")).toRealPath();
    target = home.resolve("spark-jobs/target");
    for (String name : List.of("bin", "common/src/main", "spark-jobs/src/main", "maven")) {
      Files.createDirectories(home.resolve(name));
    }
    Files.copy(ROOT.resolve("bin/gim"), home.resolve("bin/gim"));
    Files.writeString(home.resolve("common/pom.xml"), "");
    Files.writeString(home.resolve("spark-jobs/pom.xml"), "");
    writeProgram(folder.resolve("program.jar"));
    Path maven =
        Files.writeString(
            home.resolve("maven/mvn"),
            """
            #!/bin/sh
            if [ "$1" = --version ]; then echo "Apache Maven 3.9.9"; exit; fi
            mkdir -p "%1$s"
            cp "%2$s" "%1$s/spark-jobs-1.jar"
            : >"%1$s/classpath.txt"
            """
                .formatted(target, folder.resolve("program.jar")));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private void writeProgram(Path jar) throws IOException {
    Path source = Files.writeString(folder.resolve("Gim.java"), PROGRAM);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(CLASS));
      out.write(Files.readAllBytes(classes.resolve(CLASS)));
      out.closeEntry();
    }
  }

  @Test
  void javaStartsWithTheClassesThatWereArchivedAfterTheBuild() throws Exception {
    assertThat(run("", "encode", "--run", "x"))
        .containsExactly(
            "gim: building it first, with mvn; this takes minutes and happens once",
            "did encode --run x");

    assertThat(archives()).hasSize(1);
    assertThat(run("-Xlog:class+load", "encode"))
        .anyMatch(
            line -> line.contains("org.greedyinfomax.cli.Gim source: shared objects file (top)"))
        .contains("did encode");
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files).as("no folder is left over").hasSize(3);
    }
  }

  @Test
  void anArchiveThatIsDamagedIsNotUsed() throws Exception {
    run("");
    Path archive = archives().get(0);
    assertThat(archive.toFile().setWritable(true)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.seek(file.length() / 2);
      byte[] some = new byte[4096];
      file.readFully(some);
      for (int i = 0; i < some.length; i++) {
        some[i] ^= 0x55;
      }
      file.seek(file.length() / 2);
      file.write(some);
    }

    assertThat(run("", "probe")).containsExactly("did probe");
  }

  @Test
  void theTrainingThatLoadsThemHasKeysThatExist() throws IOException {
    String script = Files.readString(ROOT.resolve("bin/gim"));
    List<String> keys =
        Pattern.compile("(synthesis|training|probe)\\.\\w+=\\S+")
            .matcher(script)
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(keys).hasSize(3);
    assertThat(Presets.read("quickstart", keys).training().epochs()).isEqualTo(1);
  }

  /** Java would crash. */
  @Test
  void anArchiveThatIsCutOffIsNotUsed() throws Exception {
    run("");
    Path archive = archives().get(0);
    assertThat(archive.toFile().setWritable(true)).isTrue();
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    assertThat(run("", "probe")).containsExactly("did probe");
  }

  @Test
  void anArchiveOfAnOlderProgramIsNotUsed() throws Exception {
    run("");
    Files.setLastModifiedTime(
        target.resolve("spark-jobs-1.jar"), FileTime.from(Instant.now().plusSeconds(10)));

    assertThat(run("-Xlog:class+load", "probe"))
        .noneMatch(line -> line.contains("shared objects file (top)"))
        .contains("did probe");
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  /** Output and errors by line; the exit code follows if it is not 0. */
  private List<String> run(String options, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("bin/gim").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GIM_LOGS", folder.resolve("logs").toString());
    builder.environment().put("GIM_JAVA_OPTS", options);
    builder.environment().merge("PATH", "", (path, none) -> home.resolve("maven") + ":" + path);
    Process process = builder.start();
    List<String> lines =
        new ArrayList<>(
            new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList());
    if (process.waitFor() != 0) {
      lines.add("exit " + process.exitValue());
    }
    return lines;
  }
}
