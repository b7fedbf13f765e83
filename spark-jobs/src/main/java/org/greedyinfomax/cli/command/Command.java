package org.greedyinfomax.cli.command;

import java.util.List;

/**
 * A command of the program: its word, its options with their defaults and help, what options must
 * not stand together, and what is done. All of it is in the one class that implements this.
 */
public interface Command {

  /** The command as it is typed. */
  String word();

  /** What it does, for the help. */
  String summary();

  /** Its options, in the order of the help. */
  List<Option<?>> options();

  /** What must be named beside the options, for the help; empty for most commands. */
  default String subject() {
    return "";
  }

  /** Which keys of a recipe may be overridden, for the help; empty if none. */
  default String keys() {
    return "";
  }

  /**
   * Checks what has been typed beyond what each option is by itself.
   *
   * @throws IllegalArgumentException saying what is wrong; how to get help is told with it
   */
  default void check(Arguments arguments) {}

  /**
   * Reads what has been typed and checked, with recipes that are named, and does nothing yet.
   *
   * @throws IllegalArgumentException if a recipe or what is made of it is wrong
   */
  Invocation<?> read(Arguments arguments);
}
