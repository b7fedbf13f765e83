package org.greedyinfomax.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.cli.command.Sessions;
import org.greedyinfomax.cli.command.TypedPaths;
import org.greedyinfomax.job.failure.JobException;

/**
 * The commands in a session that is there already: in a notebook, or in the Spark shell.
 *
 * <pre>{@code
 * val gim = GimSession.in(spark)
 * gim.run("pretrain", "--input", "corpus", "--run", "run", "training.epochs=2")
 * }</pre>
 *
 * <p>They tell what they made, and training only its first and last rounds. Whoever cancels the job
 * group of the calling thread, as Zeppelin does with a paragraph's, stops a training like Ctrl-C:
 * its last finished round is saved, and {@code --resume} goes on.
 */
public final class GimSession {

  private final SparkSession spark;

  private GimSession(SparkSession spark) {
    this.spark = spark;
  }

  /** The commands in a session. */
  public static GimSession in(SparkSession spark) {
    return new GimSession(spark);
  }

  /**
   * Carries out a command, and returns when it is done.
   *
   * @param words as they are typed after {@code gim}
   * @throws IllegalArgumentException if the words or the input are wrong
   * @throws JobException if the command ends early
   */
  public void run(String... words) throws Exception {
    PrintStream out = System.out; // which notebooks exchange for each paragraph
    List<String> all = List.of(words);
    Optional<String> help = CommandLine.help(all);
    if (help.isPresent()) {
      out.println(help.get());
      return;
    }
    CommandLine.parse(all, TypedPaths.by(() -> spark.sparkContext().hadoopConfiguration()))
        .run(new CommandContext(Sessions.of(spark), out, Double.POSITIVE_INFINITY));
  }
}
