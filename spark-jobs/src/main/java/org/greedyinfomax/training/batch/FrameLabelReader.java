package org.greedyinfomax.training.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.dataset.FrameLabels;

/** Reads a file of {@link FrameLabels}, a line for each recording, to learn from. */
public final class FrameLabelReader {

  private final Configuration hadoop;
  private final String file;
  private final String setting;

  /**
   * Reads a file when it is asked to.
   *
   * @param setting the key of a recipe that names the file
   */
  public FrameLabelReader(Configuration hadoop, String file, String setting) {
    this.hadoop = hadoop;
    this.file = file;
    this.setting = setting;
  }

  /**
   * One more than the highest label of any recording.
   *
   * @throws IllegalArgumentException if there is no such file, or naming the first line that is
   *     wrong
   */
  public int classes() throws IOException {
    return classes(read(key -> true));
  }

  /** One more than the highest label. */
  static int classes(Map<String, short[]> labels) {
    int classes = 0;
    for (short[] found : labels.values()) {
      for (short label : found) {
        classes = Math.max(classes, label + 1);
      }
    }
    return classes;
  }

  /**
   * Reads the labels of some recordings.
   *
   * @param wanted keys of these
   * @return by keys
   * @throws IllegalArgumentException if there is no such file, or naming the first line that is
   *     wrong
   */
  Map<String, short[]> read(Predicate<String> wanted) throws IOException {
    Path path = new Path(file);
    FileSystem files = path.getFileSystem(hadoop);
    Check.argument(
        files.exists(path),
        "there are no frame labels %s: name a text file with %s",
        file,
        setting);
    Map<String, short[]> labels = new HashMap<>();
    Map<String, Integer> places = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
        String key = line.strip().split("\\s+", 2)[0];
        if (!key.isEmpty() && wanted.test(key)) {
          Integer before = places.put(key, number);
          Check.argument(
              before == null,
              "%s, line %d: %s has labels in line %d already: remove one",
              file,
              number,
              key,
              before);
          labels.put(key, parse(line, number));
        }
      }
    }
    return labels;
  }

  private short[] parse(String line, int number) {
    try {
      int[] found = FrameLabels.parse(line).labels();
      short[] labels = new short[found.length]; // labels are below FrameLabels.LIMIT
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (short) found[i];
      }
      return labels;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.format("%s, line %d: %s", file, number, e.getMessage()), e);
    }
  }
}
