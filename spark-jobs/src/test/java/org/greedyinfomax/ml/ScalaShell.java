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

/**
 * Interprets scripts as the Spark shell does, and notes as Zeppelin does, paragraph by paragraph,
 * in a process of its own.
 */
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

  /** What is printed before those of a note, with its name. */
  static final String BEGIN = "=== ";

  private ScalaShell() {}

  /**
   * Runs notes or scripts to their ends, one after another in one session, and returns what they
   * have printed.
   *
   * @param settings keys and values of Spark in turn
   */
  static String run(List<Path> notes, Path log, String... settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(List.of(ScalaShell.class.getName(), Integer.toString(notes.size())));
    notes.forEach(note -> command.add(note.toString()));
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

  /** Takes the number of notes, their paths, and then settings. */
  public static void main(String[] args) throws IOException {
    int end = 1 + Integer.parseInt(args[0]);
    Path classes = Files.createTempDirectory("scala-shell");
    List<String> settings = new ArrayList<>(List.of(args).subList(end, args.length));
    settings.addAll(List.of("spark.repl.class.outputDir", classes.toString()));
    boolean isDone = true;
    try (SparkSession spark = Sparks.start("local[2]", settings.toArray(String[]::new))) {
      for (int i = 1; i < end && isDone; i++) {
        System.out.println(BEGIN + Path.of(args[i]).getFileName());
        isDone = interpret(spark, Note.read(Path.of(args[i])), classes);
      }
    }
    System.exit(isDone ? 0 : 1);
  }

  private static boolean interpret(SparkSession spark, Note note, Path classes) {
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
    for (Note.Paragraph paragraph : note.paragraphs()) {
      isDone = isDone && isDone(spark, interpreter, paragraph);
    }
    System.out.println(messages);
    return isDone;
  }

  private static boolean isDone(SparkSession spark, IMain interpreter, Note.Paragraph paragraph) {
    return switch (paragraph.interpreter()) {
      case "md" -> true;
      case "spark" -> interpreter.interpret(paragraph.text()).toString().equals("Success");
      case "spark.sql" -> {
        spark.sql(paragraph.text()).show();
        yield true;
      }
      default ->
          throw new IllegalArgumentException("no interpreter is called " + paragraph.interpreter());
    };
  }
}
