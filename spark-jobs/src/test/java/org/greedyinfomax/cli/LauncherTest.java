package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code bin/gim} in a folder of its own, with a stand-in for Java that prints its words. */
final class LauncherTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Pattern OPENS =
      Pattern.compile("--add-opens=\\S+|-Djdk.reflect\\S+?(?=[<\\s])|-Dio.netty\\S+?(?=[<\\s])");

  @TempDir private Path folder;
  private Path home;
  private Path elsewhere;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("a home"));
    elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(ROOT.resolve("bin/gim"), home.resolve("bin/gim"));
    Files.createDirectories(home.resolve("common/src/main"));
    Files.createDirectories(home.resolve("spark-jobs/src/main"));
    Files.writeString(home.resolve("common/pom.xml"), "");
    Files.writeString(home.resolve("spark-jobs/pom.xml"), "");
    Files.createDirectories(home.resolve("spark-jobs/target"));
    Files.writeString(home.resolve("spark-jobs/target/classpath.txt"), "lib/a.jar:lib/b.jar");
    Files.writeString(home.resolve("spark-jobs/target/spark-jobs-1-submit.jar"), "");
    Files.writeString(home.resolve("spark-jobs/target/spark-jobs-1.jar"), "");
    java("17.0.15");
  }

  @Test
  void passesItsWordsOnAsTheyAre() throws Exception {
    List<String> lines = run(Map.of(), "pretrain", "--run", "a run", "corpus.where=x = 'y'", "");

    int program = lines.indexOf("<org.greedyinfomax.cli.Gim>");
    assertThat(lines.subList(program + 1, lines.size() - 2))
        .containsExactly("<pretrain>", "<--run>", "<a run>", "<corpus.where=x = 'y'>", "<>");
  }

  @Test
  void staysInTheFolderThatItIsCalledFrom() throws Exception {
    assertThat(run(Map.of())).endsWith("in " + elsewhere.toRealPath());
  }

  @Test
  void findsTheProgramBesideItself() throws Exception {
    Path real = home.toRealPath();

    assertThat(run(Map.of()))
        .contains(
            "<-cp>",
            "<%1$s/spark-jobs-1.jar:%1$s/lib/a.jar:%1$s/lib/b.jar>"
                .formatted(real.resolve("spark-jobs/target")),
            "<-Dgim.home=" + real + ">",
            "<-Dlog4j2.configurationFile=" + real + "/conf/log4j2.properties>",
            "<-Djava.util.logging.config.file=" + real + "/conf/logging.properties>");
  }

  @Test
  void takesMoreJars() throws Exception {
    Path target = home.toRealPath().resolve("spark-jobs/target");

    assertThat(run(Map.of("GIM_CLASSPATH", "/jars/hadoop-aws.jar:/jars/sdk/*")))
        .contains(
            "<%1$s/spark-jobs-1.jar:%1$s/lib/a.jar:%1$s/lib/b.jar:%2$s>"
                .formatted(target, "/jars/hadoop-aws.jar:/jars/sdk/*"));
  }

  @Test
  void followsALinkToItself() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("gim"), home.resolve("bin/gim"));

    assertThat(run(link, Map.of())).contains("<-Dgim.home=" + home.toRealPath() + ">");
  }

  @Test
  void usesAllCoresOfThisMachineUnlessToldOtherwise() throws Exception {
    assertThat(run(Map.of())).contains("<-Dspark.master=local[*]>");
    assertThat(run(Map.of("GIM_MASTER", "local[2]"))).contains("<-Dspark.master=local[2]>");
  }

  @Test
  void takesAQuarterOfTheMemoryFrom1To8GiBUnlessToldOtherwise() throws Exception {
    String heap =
        run(Map.of()).stream().filter(line -> line.startsWith("<-Xmx")).findFirst().orElseThrow();

    assertThat(Integer.parseInt(heap.replaceAll("\\D", ""))).isBetween(1024, 8192);
    assertThat(run(Map.of("GIM_MEMORY", "3g"))).contains("<-Xmx3g>");
  }

  @Test
  void refusesWhatIsNoSizeOfAHeap() throws Exception {
    for (String memory : List.of("lots", "-1g", "4 g", "4gb", "0", "1g -XX:OnError=x")) {
      assertThat(String.join("\n", run(Map.of("GIM_MEMORY", memory))))
          .startsWith("gim: GIM_MEMORY must be the size of a heap, as in 4g or 1500m, but is ");
    }
  }

  @Test
  void hasEveryProcessLogToAFileOfItsOwn() throws Exception {
    String logs = folder.toRealPath().resolve("logs").toString();

    assertThat(run(Map.of()))
        .contains("<-Dgim.log.to=file>")
        .anyMatch(line -> line.matches("<-Dgim\\.log=" + logs + "/gim-\\d{8}-\\d{6}-\\d+\\.log>"));
  }

  @Test
  void logsWhereStateBelongsUnlessToldOtherwise() throws Exception {
    String state = folder.toRealPath().resolve("state").toString();

    assertThat(run(Map.of("GIM_LOGS", "", "XDG_STATE_HOME", state)))
        .anyMatch(line -> line.startsWith("<-Dgim.log=" + state + "/gim/gim-"));
  }

  @Test
  void refusesALogFolderThatIsNone() throws Exception {
    assertThat(run(Map.of("GIM_LOGS", "/proc/none")))
        .containsExactly(
            "gim: GIM_LOGS is /proc/none, which is no folder of yours to write to: name another",
            "exit 2");
  }

  @Test
  void keepsTheNewestLogsAndWhatIsNone() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    for (int i = 0; i < 60; i++) {
      write(logs.resolve(log(i)), i);
    }
    List<String> users =
        List.of("notes.txt", "gim-train.log", "gim-2026.log", "gim-20260101-000000-7.log.gz");
    for (String name : users) {
      write(logs.resolve(name), 0);
    }

    run(Map.of());

    try (Stream<Path> left = Files.list(logs)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .hasSize(49 + users.size())
          .contains(log(11), log(59))
          .containsAll(users)
          .doesNotContain(log(10));
    }
  }

  @Test
  void whatWasPutAsideOfALogGoesWithIt() throws Exception {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    for (int i = 0; i < 60; i++) {
      write(logs.resolve(log(i)), i);
      write(logs.resolve(log(i) + ".1"), i);
    }

    run(Map.of());

    try (Stream<Path> left = Files.list(logs)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .hasSize(2 * 49)
          .contains(log(11) + ".1")
          .doesNotContain(log(10) + ".1");
    }
  }

  private static String log(int second) {
    return Text.format("gim-20260101-0000%02d-4711.log", second);
  }

  private static void write(Path file, int second) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * second));
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "C, ''", "POSIX, ''", "'', C"})
  void readsNamesOfFilesAsUtf8WhereTheLocaleSaysNothing(String all, String language)
      throws Exception {
    assertThat(run(Map.of("LC_ALL", all, "LC_CTYPE", "", "LANG", language)))
        .contains("LC_ALL=C.UTF-8");
  }

  @Test
  void leavesALocaleAsItIs() throws Exception {
    assertThat(run(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "de_DE.UTF-8")))
        .contains("LC_ALL=");
  }

  @Test
  void letsTheUsersOptionsComeLast() throws Exception {
    List<String> lines = run(Map.of("GIM_JAVA_OPTS", "-Dspark.ui.enabled=true -Dx=y"));

    assertThat(lines)
        .containsSubsequence(
            "<-Dspark.ui.enabled=false>", "<-Dspark.ui.enabled=true>", "<-Dx=y>", "<-cp>");
  }

  @Test
  void opensWhatTheTestsOpen() throws Exception {
    assertThat(options(Files.readString(ROOT.resolve("bin/gim"))))
        .hasSize(16)
        .isEqualTo(options(Files.readString(ROOT.resolve("pom.xml"))));
  }

  @Test
  void refusesAnotherJavaThan17() throws Exception {
    java("21.0.1");

    assertThat(run(Map.of()))
        .containsExactly(
            "gim: Java 17 is needed, but %s/bin/java is version 21: set JAVA_HOME to a Java 17"
                .formatted(home),
            "exit 2");
  }

  @Test
  void saysWhenSourcesAreNewerThanTheProgram() throws Exception {
    Path jar = home.resolve("spark-jobs/target/spark-jobs-1.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

    assertThat(run(Map.of()))
        .first()
        .isEqualTo("gim: sources are newer than the program; \"mvn package\" builds it anew");
  }

  private static List<String> options(String text) {
    return OPENS.matcher(text).results().map(MatchResult::group).toList();
  }

  private void java(String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Path java =
        Files.writeString(
            home.resolve("bin/java"),
            """
            #!/bin/sh
            if [ "$1" = -version ]; then
              echo 'openjdk version "%s" 2025-04-15' >&2
            else
              printf '<%%s>\\n' "$@"
              echo "LC_ALL=$LC_ALL"
              echo "in $(pwd -P)"
            fi
            """
                .formatted(version));
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private List<String> run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    return run(home.resolve("bin/gim"), environment, words);
  }

  /** Output and errors by line; the exit code follows if it is not 0. */
  private List<String> run(Path script, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("GIM_LOGS", folder.resolve("logs").toString());
    builder.environment().putAll(environment);
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
