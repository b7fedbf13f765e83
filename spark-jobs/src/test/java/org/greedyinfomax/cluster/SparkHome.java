package org.greedyinfomax.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installation of Spark as a cluster has it, without anything of this program: {@code jars},
 * {@code bin/spark-submit} and {@code bin/spark-class}.
 */
record SparkHome(Path path) {

  /** It and its executors do not live long enough for the second compiler to pay. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  /** What the script of a real installation comes to. */
  private static final String SPARK_CLASS =
      """
      #!/usr/bin/env bash
      # The launcher prints the command, each word ended by NUL; its own exit code follows.
      set -uo pipefail
      export SPARK_HOME='%s' SPARK_SCALA_VERSION=2.13
      words=()
      while IFS= read -d '' -r word; do
        word=${word#$'\\n'}
        [ -z "$word" ] && [ ${#words[@]} -eq 0 ] || words+=("$word")
      done < <('%s' -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
        printf '%%d\\0' $?)
      last=$((${#words[@]} - 1))
      [ "${words[last]}" = 0 ] || { printf '%%s\\n' "${words[@]}" >&2; exit 1; }
      exec "${words[@]:0:last}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      exec '%s/bin/spark-class' org.apache.spark.deploy.SparkSubmit "$@"
      """;

  /** Makes one in the folder of the build, of the jars that the build has found Spark to bring. */
  static SparkHome make() throws IOException {
    Path build = Path.of(System.getProperty("build.directory"));
    Path path = build.resolve("spark-home");
    Path jars = Files.createDirectories(path.resolve("jars"));
    for (Path old : listed(jars)) { // perhaps of another version
      Files.delete(old);
    }
    String classPath = Files.readString(build.resolve("spark-classpath.txt"));
    for (String jar : classPath.strip().split(File.pathSeparator, -1)) {
      Path file = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    script(path, "spark-class", SPARK_CLASS.formatted(path, java));
    script(path, "spark-submit", SPARK_SUBMIT.formatted(path));
    return new SparkHome(path);
  }

  private static void script(Path home, String name, String text) throws IOException {
    Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make %s executable".formatted(file));
    }
  }

  /** The jars of Spark and of what it uses. */
  List<Path> jars() throws IOException {
    return listed(path.resolve("jars"));
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Whether it has a part of Spark, as in {@code yarn}. */
  boolean has(String part) throws IOException {
    return jars().stream()
        .anyMatch(jar -> jar.getFileName().toString().startsWith("spark-" + part + "_"));
  }

  /** A process that runs a script of {@code bin} in a folder, which its output goes to, too. */
  ProcessBuilder process(Path folder, String script, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of(path.resolve("bin").resolve(script).toString()));
    command.addAll(words);
    Files.createDirectories(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", QUICK);
    return builder;
  }
}
