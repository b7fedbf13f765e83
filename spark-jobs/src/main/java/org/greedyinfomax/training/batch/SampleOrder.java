package org.greedyinfomax.training.batch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/**
 * The order in which an epoch visits the recordings: a function of the seed and the epoch alone.
 *
 * <p>Row groups are shuffled, taken a few at a time, and the recordings of those few are shuffled
 * together, so that neighbours in the order lie in few row groups. When all row groups are taken at
 * once, every order is equally likely.
 */
public final class SampleOrder implements Serializable {

  private static final long serialVersionUID = 1;

  private final long seed;
  private final int groupsTogether;
  private final List<int[]> rows;

  /**
   * Orders recordings.
   *
   * @param rows for each row group the rows in it that take part
   * @param groupsTogether row groups that are shuffled together, at least 1
   */
  public SampleOrder(long seed, List<int[]> rows, int groupsTogether) {
    Check.argument(groupsTogether >= 1, "groupsTogether must be at least 1");
    this.seed = seed;
    this.groupsTogether = groupsTogether;
    this.rows = new ArrayList<>(rows);
  }

  /** A recording: a row of a row group. */
  record Place(int group, int row) {}

  /** Recordings in an epoch. */
  long size() {
    return rows.stream().mapToLong(group -> group.length).sum();
  }

  /** The recordings at positions {@code from} to {@code from + count} of an epoch. */
  List<Place> places(int epoch, long from, int count) {
    int[] groups = shuffledGroups(epoch);
    List<Place> places = new ArrayList<>(count);
    long start = 0;
    for (int w = 0; w < groups.length && places.size() < count; w += groupsTogether) {
      int end = Math.min(groups.length, w + groupsTogether);
      int size = 0;
      for (int g = w; g < end; g++) {
        size += rows.get(groups[g]).length;
      }
      if (start + size > from) {
        List<Place> window = shuffledWindow(epoch, groups, w, end);
        for (long i = Math.max(from, start) - start; i < size && places.size() < count; i++) {
          places.add(window.get((int) i));
        }
      }
      start += size;
    }
    Check.argument(
        places.size() == count,
        "an epoch of %d rows has none at %d to %d",
        size(),
        from,
        from + count);
    return places;
  }

  private int[] shuffledGroups(int epoch) {
    RandomStream random = RandomStream.of(seed, Purpose.ORDER, epoch, 0);
    int[] groups = new int[rows.size()];
    for (int i = 0; i < groups.length; i++) {
      int j = random.below(i + 1);
      groups[i] = groups[j];
      groups[j] = i;
    }
    return groups;
  }

  private List<Place> shuffledWindow(int epoch, int[] groups, int first, int end) {
    RandomStream random = RandomStream.of(seed, Purpose.ORDER, epoch, 1L + first);
    List<Place> window = new ArrayList<>();
    for (int g = first; g < end; g++) {
      for (int row : rows.get(groups[g])) {
        int j = random.below(window.size() + 1);
        Place place = new Place(groups[g], row);
        if (j == window.size()) {
          window.add(place);
        } else {
          window.add(window.get(j));
          window.set(j, place);
        }
      }
    }
    return window;
  }
}
