package org.greedyinfomax.ingest.listing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.ingest.listing.LeftOutFile.Remedy;

/** How many files were left out, by what they are. */
public final class LeftOutCounts {

  private static final int KINDS = 50;
  private static final int KINDS_SHOWN = 8;
  private static final String OTHERS = "other kinds";

  private final Map<String, Integer> byKind;
  private final Map<Remedy, Long> remedies;

  private LeftOutCounts(Map<String, Integer> byKind, Map<Remedy, Long> remedies) {
    this.byKind = Collections.unmodifiableMap(byKind);
    this.remedies = remedies;
  }

  /** Counts files. */
  public static LeftOutCounts of(List<LeftOutFile> files) {
    Map<String, Integer> all = new TreeMap<>();
    files.forEach(file -> all.merge(file.kind(), 1, Integer::sum));
    return new LeftOutCounts(
        all,
        files.stream().collect(Collectors.groupingBy(LeftOutFile::remedy, Collectors.counting())));
  }

  /**
   * Returns the numbers of the {@value #KINDS} most frequent kinds and, under {@value #OTHERS},
   * that of all others together.
   */
  public Map<String, Integer> byKind() {
    return most(KINDS);
  }

  private Map<String, Integer> most(int kinds) {
    Map<String, Integer> most = new TreeMap<>();
    int shown = 0;
    for (Map.Entry<String, Integer> kind : byFrequency(byKind)) {
      most.merge(shown++ < kinds ? kind.getKey() : OTHERS, kind.getValue(), Integer::sum);
    }
    return most;
  }

  private static List<Map.Entry<String, Integer>> byFrequency(Map<String, Integer> counts) {
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder())); // stable: then by name
    return sorted;
  }

  /** Says how those can be read that could be; nothing if there is none. */
  public Optional<String> advice() {
    List<String> advice = new ArrayList<>();
    if (remedies.containsKey(Remedy.FFMPEG)) {
      advice.add(
          Text.format(
              "to read %d of these, %s",
              remedies.get(Remedy.FFMPEG), ExtraDecoder.installed().remedy()));
    }
    if (remedies.containsKey(Remedy.FRAME_RATE)) {
      advice.add(
          Text.format(
              "%d of these are videos: ingest.framesPerSecond says how many pictures are taken of a"
                  + " second, which is none now",
              remedies.get(Remedy.FRAME_RATE)));
    }
    return advice.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", advice));
  }

  /** Returns how many there are of all kinds together. */
  public int total() {
    return byKind.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the numbers for people, the most frequent kind first: {@code 180 .mp3, 12 .txt}. */
  @Override
  public String toString() {
    return byFrequency(most(KINDS_SHOWN)).stream()
        .map(kind -> Text.format("%d %s", kind.getValue(), kind.getKey()))
        .collect(Collectors.joining(", "));
  }
}
