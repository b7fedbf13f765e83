package org.greedyinfomax.ingest.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greedyinfomax.ingest.listing.SourceFile;

/**
 * Gives files their keys. Files that differ in their extensions only, such as {@code x1.wav} and
 * {@code x1.flac}, have them in their keys, all of them, so that none is lost and none depends on
 * which was found first.
 */
final class Keys {

  private Keys() {}

  /**
   * Returns the files with their keys, in the same order; keys are different unless both base and
   * extension are the same.
   *
   * @param bases what each file would be called by itself, in the order of the files
   */
  static List<KeyedFile> of(List<SourceFile> files, List<String> bases) {
    Set<Integer> extended = new HashSet<>();
    List<KeyedFile> keyed = named(files, bases, extended);
    while (extended.addAll(places(keyed, extended))) { // ends: a file is added only once
      keyed = named(files, bases, extended);
    }
    return keyed;
  }

  private static List<KeyedFile> named(
      List<SourceFile> files, List<String> bases, Set<Integer> extended) {
    List<KeyedFile> keyed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      SourceFile file = files.get(i);
      String base = bases.get(i);
      keyed.add(new KeyedFile(file, base, extended.contains(i) ? base + file.extension() : base));
    }
    return keyed;
  }

  /** Returns the places of files that share their keys with others. */
  private static Set<Integer> places(List<KeyedFile> keyed, Set<Integer> extended) {
    Map<String, Integer> first = new HashMap<>();
    Set<Integer> shared = new HashSet<>();
    for (int i = 0; i < keyed.size(); i++) {
      Integer before = first.putIfAbsent(keyed.get(i).key(), i);
      if (before != null) {
        shared.add(before);
        shared.add(i);
      }
    }
    shared.removeAll(extended);
    return shared;
  }
}
