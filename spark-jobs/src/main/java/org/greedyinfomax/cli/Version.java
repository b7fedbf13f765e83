package org.greedyinfomax.cli;

import java.util.Optional;
import org.greedyinfomax.Text;

/** What {@code gim --version} prints: the version that the jar's manifest names, and Java's. */
final class Version {

  private Version() {}

  static String text() {
    return Text.format(
        "gim %s, Java %s, %s %s",
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(classes that are in no jar)"),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }
}
