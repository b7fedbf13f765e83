package org.greedyinfomax.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of this one's classes, in a Java like this one, but of their own. */
public final class JavaProcess {

  /** What options of this process begin with that the other needs, too. */
  private static final List<String> INHERITED = List.of("-D", "--add", "-Xmx");

  private JavaProcess() {}

  /**
   * The command that starts a program.
   *
   * @param options of Java beside those of this process
   */
  public static List<String> command(Class<?> program, List<String> options, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(INHERITED));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(words);
    return command;
  }

  /** Options of this process that begin with one of some texts. */
  public static List<String> options(List<String> beginnings) {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> beginnings.stream().anyMatch(option::startsWith))
        .toList();
  }

  /** The class path, and the program's own place, which spark-submit does not put there. */
  public static String classPath() throws IOException {
    try {
      Path own =
          Path.of(JavaProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return System.getProperty("java.class.path") + File.pathSeparator + own;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
