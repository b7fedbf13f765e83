package org.greedyinfomax.job;

/**
 * An option of a command.
 *
 * @param name without its dashes
 * @param value what the help calls its value; empty for a switch
 * @param required whether the command needs it
 * @param repeats whether it may be given several times, with a value each
 * @param text for the help
 */
record Flag(String name, String value, boolean required, boolean repeats, String text) {

  static Flag required(String name, String value, String text) {
    return new Flag(name, value, true, false, text);
  }

  static Flag optional(String name, String value, String text) {
    return new Flag(name, value, false, false, text);
  }

  /** One that is given at least once. */
  static Flag repeated(String name, String value, String text) {
    return new Flag(name, value, true, true, text);
  }

  static Flag toggle(String name, String text) {
    return new Flag(name, "", false, false, text);
  }

  boolean isSwitch() {
    return value.isEmpty();
  }
}
