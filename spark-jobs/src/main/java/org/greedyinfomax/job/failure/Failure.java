package org.greedyinfomax.job.failure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.greedyinfomax.Text;

/**
 * What something thrown means for who typed the command.
 *
 * @param code to exit with
 * @param sentence what went wrong and what to do
 * @param isRefusal whether the program itself found the fault and says all there is to say, so that
 *     a log has nothing to add
 */
public record Failure(ExitCode code, String sentence, boolean isRefusal) {

  /** How to give memory, for all the ways to start the program. */
  static final String MEMORY =
      "give it more by GIM_MEMORY=8g for bin/gim, or spark.driver.memory and spark.executor.memory"
          + " for spark-submit, or let a task need less by a smaller training.batchSize";

  private static final int MOST_CAUSES = 50;

  /** What Spark writes about the exception of a task, where it does not bring it along. */
  private static final Pattern OF_TASK =
      Pattern.compile("\\(TID \\d+\\) \\([^)]*\\): ([\\w.$]+): ([^\n]*)");

  private static final Pattern MEMORY_OF_EXECUTOR =
      Pattern.compile(
          "(?i)exit (code|status):? (52|137)\\b|OOMKilled|exceeding (physical )?memory");

  /** Reads what was thrown. */
  public static Failure of(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    if (thrown instanceof JobException ended) {
      return new Failure(
          ended.code(),
          ended.getMessage() + memoryEnded(causes).map(why -> "; " + why).orElse(""),
          causes.size() == 1);
    }
    Optional<String> memory = memoryEnded(causes);
    if (memory.isPresent()) {
      return new Failure(ExitCode.PREFLIGHT, memory.get(), false);
    }
    Optional<String> connector = missingConnector(causes);
    if (connector.isPresent()) {
      return new Failure(ExitCode.USAGE, connector.get(), false);
    }
    Throwable telling = telling(causes);
    if (telling instanceof JobException ended) {
      return new Failure(ended.code(), ended.getMessage(), false);
    }
    if (telling instanceof IllegalArgumentException) {
      return new Failure(ExitCode.USAGE, message(telling), telling == thrown);
    }
    if (telling instanceof AnalysisException) {
      return new Failure(ExitCode.USAGE, firstLine(message(telling)), false);
    }
    if (isOfARow(telling)) {
      return new Failure(
          ExitCode.USAGE,
          "a row has a value that an expression cannot take: "
              + firstLine(message(telling))
                  .replaceFirst("^\\[[A-Z_.]+] ", "")
                  .replaceFirst(" ?SQLSTATE: \\w+", ""),
          false);
    }
    if (telling instanceof IOException ofFile) {
      return ofFile(ofFile);
    }
    if (telling instanceof SparkException) {
      Matcher task = OF_TASK.matcher(message(telling));
      if (task.find()) {
        return task.group(1).endsWith("IOException")
            ? new Failure(ExitCode.USAGE, task.group(2), false)
            : unexpected(task.group(1) + ": " + task.group(2));
      }
    }
    return unexpected(
        telling.getMessage() == null
            ? telling.getClass().getName()
            : telling.getClass().getName() + ": " + firstLine(telling.getMessage()));
  }

  /** That a path has a scheme whose file system is not on the class path. */
  private static Optional<String> missingConnector(List<Throwable> causes) {
    return causes.stream()
        .filter(
            cause ->
                cause instanceof UnsupportedFileSystemException
                    || (cause instanceof ClassNotFoundException
                        && message(cause).contains("FileSystem")))
        .findFirst()
        .map(
            cause ->
                firstLine(message(cause))
                    + ": put the jars of that file system on the class path, by GIM_CLASSPATH of"
                    + " bin/gim or by --packages of spark-submit");
  }

  /**
   * What Spark SQL throws in its ANSI mode, the default of Spark 4: of a text that is no number.
   */
  private static boolean isOfARow(Throwable thrown) {
    return thrown instanceof SparkThrowable
        && thrown instanceof RuntimeException
        && !message(thrown).startsWith("[INTERNAL_ERROR");
  }

  private static Failure unexpected(String what) {
    return new Failure(ExitCode.OTHER, "unexpected " + what, false);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && causes.size() < MOST_CAUSES; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  /** That memory has come to an end, somewhere, or has most likely. */
  private static Optional<String> memoryEnded(List<Throwable> causes) {
    for (Throwable cause : causes) {
      String message = message(cause);
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(Text.format("memory has ended (%s): %s", firstLine(message), MEMORY));
      }
      if (cause instanceof SparkException && message.contains("java.lang.OutOfMemoryError")) {
        return Optional.of("memory of a task has ended: " + MEMORY);
      }
      if (cause instanceof SparkException && MEMORY_OF_EXECUTOR.matcher(message).find()) {
        return Optional.of(
            "an executor was lost for want of memory: give it more by spark.executor.memory, or by"
                + " spark.executor.memoryOverhead for tensors, which lie outside the heap");
      }
      if (message.startsWith("Cannot call methods on a stopped SparkContext")
          || message.contains("SparkContext was shut down")) {
        return Optional.of(
            "Spark has stopped before the command was done, because memory has ended or its master"
                + " is out of reach: "
                + MEMORY);
      }
    }
    return Optional.empty();
  }

  /** The outermost cause that says more than that something below it failed. */
  private static Throwable telling(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (!isWrapper(cause)) {
        return cause;
      }
    }
    return causes.get(causes.size() - 1);
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown.getCause() != null
        && (thrown instanceof SparkException
            || thrown instanceof UncheckedIOException
            || thrown instanceof ExecutionException
            || thrown instanceof FSError
            || message(thrown).equals(thrown.getCause().toString()));
  }

  /**
   * A file or a file system that cannot be used. Some exceptions say no more than a name, and
   * others not what to do.
   */
  private static Failure ofFile(IOException thrown) {
    List<Throwable> causes = causes(thrown);
    Throwable last = causes.get(causes.size() - 1);
    String sentence = firstLine(message(thrown));
    String all = Text.format("%s %s", sentence, last).toLowerCase(Locale.ROOT);
    if (last instanceof UnknownHostException
        || last instanceof SocketException
        || last instanceof SocketTimeoutException) {
      return new Failure(
          ExitCode.PREFLIGHT, sentence + ": is the file system there, and its name right?", false);
    }
    if (all.contains("no space left") || all.contains("quota")) {
      return new Failure(
          ExitCode.PREFLIGHT, sentence + ": make room, or take another place", false);
    }
    if (last instanceof AccessDeniedException || all.contains("permission denied")) {
      String reason =
          sentence.toLowerCase(Locale.ROOT).contains("permission denied")
              ? ""
              : ": permission denied";
      return ofPlace(
          sentence + reason, "let this user read and write there, or take another place");
    }
    if (all.contains("read-only file system")
        || all.contains("mkdirs failed")
        || all.contains("not a directory")
        || all.contains("cannot create")) {
      return ofPlace(sentence, "take a place where this user may write");
    }
    if (last instanceof NoSuchFileException && sentence.equals(last.getMessage())) {
      return ofPlace(sentence + " is missing", "name one that exists");
    }
    if (thrown instanceof FileNotFoundException) {
      return ofPlace(sentence, "name one that exists");
    }
    return new Failure(ExitCode.USAGE, sentence, false);
  }

  private static Failure ofPlace(String problem, String remedy) {
    return new Failure(ExitCode.USAGE, problem + ": " + remedy, false);
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
