package org.greedyinfomax.cli.command;

import org.apache.spark.sql.SparkSession;

/**
 * A command that has been read and checked: what is left is to do it.
 *
 * @param session what its Spark session is for, shown in the Spark UI
 * @param options of what it does. Paths are whole: they mean the same in every process
 * @param action what is done
 */
public record Invocation<O extends Record>(String session, O options, Action<O> action) {

  /** What a command does with its options. */
  public interface Action<O> {

    /** Does it, and tells what came of it. */
    void run(O options, SparkSession spark, CommandContext context) throws Exception;
  }

  /** Does it, in a session that is opened for it. */
  public void run(CommandContext context) throws Exception {
    try (Sessions.Session opened = context.open(session)) {
      action.run(options, opened.spark(), context);
    }
  }
}
