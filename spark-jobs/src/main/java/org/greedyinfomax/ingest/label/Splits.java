package org.greedyinfomax.ingest.label;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.dataset.SplitList;

/** Which keys belong to which split. */
public final class Splits {

  static final String COLUMN = "split";

  private final Map<String, String> lists;
  private final Map<String, String> splitByKey = new HashMap<>();

  private Splits(Map<String, String> lists) {
    this.lists = lists;
  }

  /**
   * Reads the lists.
   *
   * @param lists path of a list for each split
   * @throws IllegalArgumentException if a list is missing or empty, or two of them name a key
   */
  public static Splits read(Configuration hadoop, Map<String, String> lists) throws IOException {
    Splits splits = new Splits(lists);
    for (Map.Entry<String, String> list : lists.entrySet()) {
      for (String key :
          SplitList.parse(text(hadoop, list.getValue()).lines().toList(), list.getValue())) {
        String other = splits.splitByKey.put(key, list.getKey());
        Check.argument(
            other == null,
            "the splits \"%s\" and \"%s\" both name %s: remove it from one list",
            other,
            list.getKey(),
            key);
      }
    }
    return splits;
  }

  private static String text(Configuration hadoop, String list) throws IOException {
    Path path = new Path(list);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException missing) {
      throw new IllegalArgumentException(
          Text.format("the split list %s does not exist", list), missing);
    }
  }

  /** Returns the paths of the lists. */
  Collection<String> lists() {
    return lists.values();
  }

  boolean isEmpty() {
    return splitByKey.isEmpty();
  }

  Optional<String> of(String key) {
    return Optional.ofNullable(splitByKey.get(key));
  }
}
