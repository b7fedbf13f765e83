package org.greedyinfomax.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/**
 * A random order of the rows of each class, of which the first few count as labelled.
 *
 * <p>A row's place among others depends on the seed, the number of the draw and the rows' keys
 * alone: the first three of a class contain the first one, and a row less changes nothing about the
 * order of those that are left.
 */
public final class StratifiedDraw {

  private final long seed;
  private final int draw;

  /**
   * Prepares to draw.
   *
   * @param draw its number, at least 0: another draws others
   */
  public StratifiedDraw(long seed, int draw) {
    Check.argument(draw >= 0, "draw must be at least 0, but is %d", draw);
    this.seed = seed;
    this.draw = draw;
  }

  /** A row while it is ordered. */
  private record Drawn(int row, String key, long order) {}

  /**
   * Returns the rank of each row in its class, from 0: those with a rank less than {@code n} are
   * the {@code n} that are drawn of it, or all that it has.
   *
   * @param keys of the rows
   * @param classes of the same rows
   */
  public <C> int[] ranks(List<String> keys, List<C> classes) {
    Check.argument(
        keys.size() == classes.size(),
        "%d keys need as many classes, but there are %d",
        keys.size(),
        classes.size());
    Map<C, List<Drawn>> byClass = new HashMap<>();
    for (int row = 0; row < keys.size(); row++) {
      String key = keys.get(row);
      byClass
          .computeIfAbsent(classes.get(row), none -> new ArrayList<>())
          .add(new Drawn(row, key, order(key)));
    }
    int[] ranks = new int[keys.size()];
    for (List<Drawn> ofClass : byClass.values()) {
      ofClass.sort(Comparator.comparingLong(Drawn::order).thenComparing(Drawn::key));
      for (int rank = 0; rank < ofClass.size(); rank++) {
        ranks[ofClass.get(rank).row()] = rank;
      }
    }
    return ranks;
  }

  private long order(String key) {
    long name = Long.parseUnsignedLong(WholeFile.sha256(key.getBytes(UTF_8)), 0, 16, 16);
    return RandomStream.of(seed, Purpose.LABELS, draw, name).nextLong();
  }
}
