package org.greedyinfomax.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * How the authors' code lays out the parameters of a module.
 *
 * <pre>
 *   here                                          there
 *   convolution of sequences  [kernel, in, out]         [out, in, kernel]
 *   convolution of patches    [row, column, in, out]    [out, in, row, column]
 *   GRU, classifier           [in, out]                 [out, in]
 *   scores in sequences       [K, context, encoding]    [K·encoding, context]
 *   scores across patches     [K, context, encoding]    K of [context, encoding, 1, 1]
 * </pre>
 */
public final class ReferenceLayout {

  private static final String SCORES = "predictor.weight";

  private ReferenceLayout() {}

  /** Returns the parameters of module {@code m} of a stack, each once. */
  public static List<ReferenceTensor> of(StackSpec stack, int m) {
    ReferenceNames names = ReferenceNames.of(stack, m);
    List<ReferenceTensor> tensors = new ArrayList<>();
    for (ModuleLayout.Entry entry : ModuleLayout.of(stack, m).entries()) {
      if (!entry.name().equals(SCORES)) {
        tensors.add(transposed(names.of(entry.name()), entry));
      } else if (names.scoresAreApart()) {
        tensors.addAll(apart(names, entry));
      } else {
        tensors.add(together(names.of(entry.name()), entry));
      }
    }
    return tensors;
  }

  private static ReferenceTensor transposed(String name, ModuleLayout.Entry entry) {
    List<Integer> axes =
        switch (entry.shape().size()) {
          case 1 -> List.of(0);
          case 2 -> List.of(1, 0);
          case 3 -> List.of(2, 1, 0);
          case 4 -> List.of(3, 2, 0, 1);
          default -> throw new AssertionError(entry.name());
        };
    return new ReferenceTensor(
        name,
        axes.stream().map(entry.shape()::get).toList(),
        entry.name(),
        entry.start(),
        entry.shape(),
        axes);
  }

  private static ReferenceTensor together(String name, ModuleLayout.Entry entry) {
    List<Integer> shape = entry.shape();
    return new ReferenceTensor(
        name,
        List.of(shape.get(0) * shape.get(2), shape.get(1)),
        entry.name(),
        entry.start(),
        shape,
        List.of(0, 2, 1));
  }

  private static List<ReferenceTensor> apart(ReferenceNames names, ModuleLayout.Entry entry) {
    int contexts = entry.shape().get(1);
    int encodings = entry.shape().get(2);
    return IntStream.range(0, entry.shape().get(0))
        .mapToObj(
            step ->
                new ReferenceTensor(
                    names.score(step),
                    List.of(contexts, encodings, 1, 1),
                    entry.name(),
                    entry.start() + step * contexts * encodings,
                    List.of(contexts, encodings),
                    List.of(0, 1)))
        .toList();
  }
}
