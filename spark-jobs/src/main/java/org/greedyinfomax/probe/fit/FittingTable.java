package org.greedyinfomax.probe.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All rows that a classifier is fitted to, in memory, in the order of their folds. */
public final class FittingTable {

  private final List<RowBlock> blocks = new ArrayList<>();
  private final int[] classes;
  private final int channels;

  /**
   * Makes a table.
   *
   * @param parts with at least one row in all; vectors have the same length
   */
  public FittingTable(List<LabelledRows> parts) {
    classes = parts.stream().flatMapToInt(FittingTable::classesOf).distinct().sorted().toArray();
    channels =
        parts.stream()
            .filter(part -> part.size() > 0)
            .mapToInt(part -> part.vector(0).length)
            .findFirst()
            .orElseThrow();
    for (int fold = 0; fold < Penalties.FOLDS; fold++) {
      addFold(fold, parts);
    }
  }

  private static IntStream classesOf(LabelledRows part) {
    return IntStream.range(0, part.size()).map(part::classOf);
  }

  private void addFold(int fold, List<LabelledRows> parts) {
    List<double[]> vectors = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (LabelledRows part : parts) {
      for (int i = 0; i < part.size(); i++) {
        if (part.foldOf(i) == fold) {
          vectors.add(part.vector(i));
          numbers.add(Arrays.binarySearch(classes, part.classOf(i)));
          if (vectors.size() == RowBlock.ROWS) {
            addBlock(fold, vectors, numbers);
          }
        }
      }
    }
    if (!vectors.isEmpty()) {
      addBlock(fold, vectors, numbers);
    }
  }

  private void addBlock(int fold, List<double[]> vectors, List<Integer> numbers) {
    blocks.add(
        new RowBlock(
            fold,
            numbers.stream().mapToInt(number -> number).toArray(),
            vectors.toArray(double[][]::new)));
    vectors.clear();
    numbers.clear();
  }

  /** What the classes are called outside, rising; inside they are numbered from 0. */
  int[] classes() {
    return classes.clone();
  }

  int channels() {
    return channels;
  }

  /** All blocks. */
  List<RowBlock> all() {
    return List.copyOf(blocks);
  }

  /** The blocks of a fold. */
  List<RowBlock> of(int fold) {
    return blocks.stream().filter(block -> block.fold() == fold).toList();
  }

  /** The blocks of all other folds. */
  List<RowBlock> without(int fold) {
    return blocks.stream().filter(block -> block.fold() != fold).toList();
  }
}
