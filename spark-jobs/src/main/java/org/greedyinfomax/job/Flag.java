package org.greedyinfomax.job;

/**
 * An option of a command.
 *
 * @param name without its dashes
 * @param value what the help calls its value; empty for a switch
 * @param required whether the command needs it
 * @param text for the help
 */
record Flag(String name, String value, boolean required, String text) {

  static Flag required(String name, String value, String text) {
    return new Flag(name, value, true, text);
  }

  static Flag optional(String name, String value, String text) {
    return new Flag(name, value, false, text);
  }

  static Flag toggle(String name, String text) {
    return new Flag(name, "", false, text);
  }

  boolean isSwitch() {
    return value.isEmpty();
  }
}
