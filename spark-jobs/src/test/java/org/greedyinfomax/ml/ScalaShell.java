package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.Sparks;
import org.greedyinfomax.training.TrainingProcess;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.shell.ReplReporterImpl;
import scala.tools.nsc.interpreter.shell.ShellConfig$;

/** Interprets a script as the Spark shell does, in a process of its own. */
public final class ScalaShell {

  /** What the Spark shell has before the first line. */
  private static final String PRELUDE =
      """
      @transient val spark = org.apache.spark.sql.SparkSession.active
      @transient val sc = spark.sparkContext
      import spark.implicits._
      import spark.sql
      import org.apache.spark.sql.functions._
      """;

  private ScalaShell() {}

  /**
   * Runs a script to its end and returns what it has printed.
   *
   * @param settings keys and values of Spark in turn
   */
  static String run(Path script, Path log, String... settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(List.of(ScalaShell.class.getName(), script.toString()));
    command.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    String printed = Files.readString(log);
    if (code != 0) {
      throw new AssertionError("it ended with %d:%n%s".formatted(code, printed));
    }
    return printed;
  }

  /** Takes the path of a script, and then settings. */
  public static void main(String[] args) throws IOException {
    Path classes = Files.createTempDirectory("scala-shell");
    List<String> settings = new ArrayList<>(List.of(args).subList(1, args.length));
    settings.addAll(List.of("spark.repl.class.outputDir", classes.toString()));
    boolean isDone;
    try (SparkSession spark = Sparks.start("local[2]", settings.toArray(String[]::new))) {
      isDone = interpret(Files.readString(Path.of(args[0])), classes);
    }
    System.exit(isDone ? 0 : 1);
  }

  private static boolean interpret(String script, Path classes) {
    StringWriter messages = new StringWriter();
    Settings settings = new Settings();
    settings.processArgumentString(
        "-usejavacp -Yrepl-class-based -Yrepl-outdir %s -classpath %s"
            .formatted(classes, System.getProperty("java.class.path")));
    IMain interpreter =
        new IMain(
            settings,
            new ReplReporterImpl(
                ShellConfig$.MODULE$.apply(settings), settings, new PrintWriter(messages, true)));
    interpreter.initializeCompiler();
    boolean isDone = interpreter.interpret(PRELUDE).toString().equals("Success");
    Thread.currentThread().setContextClassLoader(interpreter.classLoader());
    isDone = isDone && interpreter.interpret(script).toString().equals("Success");
    System.out.println(messages);
    return isDone;
  }
}
