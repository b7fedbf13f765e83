package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.encoding.Pooling;

/** The option that says whether there is one vector a recording or one a frame. */
final class PoolOption {

  private PoolOption() {}

  /** The option. */
  static Option<Pooling> create() {
    return Option.withDefault(
            "pool",
            "mean|none",
            "one vector a recording (image), or a frame (patch) (default: " + Option.DEFAULT + ")",
            "mean")
        .as(PoolOption::read);
  }

  private static Pooling read(String word) {
    Check.argument(
        List.of("mean", "none").contains(word), "--pool must be mean or none, but is \"%s\"", word);
    return Pooling.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
