package org.greedyinfomax.export;

import java.util.List;

/**
 * A parameter as the authors' code has it, and where its numbers lie here: a part of a module's
 * flat array, seen in a shape of its own, with its axes in another order.
 *
 * @param name there, unique in the whole network
 * @param shape there; as many numbers as {@code view}, and of as many axes or others
 * @param parameter its name in the {@link org.greedyinfomax.model.spec.ModuleLayout}
 * @param start of its numbers in the module's flat array
 * @param view shape of these numbers here
 * @param axes of the view, in the order in which they are there
 */
public record ReferenceTensor(
    String name,
    List<Integer> shape,
    String parameter,
    int start,
    List<Integer> view,
    List<Integer> axes) {

  public ReferenceTensor {
    shape = List.copyOf(shape);
    view = List.copyOf(view);
    axes = List.copyOf(axes);
  }

  /** Numbers in it. */
  public int size() {
    return view.stream().reduce(1, Math::multiplyExact);
  }

  /** Returns where, in the module's flat array, the number is that is there the {@code i}-th. */
  public int place(int i) {
    int place = start;
    int rest = i;
    for (int a = axes.size() - 1; a >= 0; a--) {
      int axis = axes.get(a);
      int index = rest % view.get(axis);
      rest /= view.get(axis);
      place += index * step(axis);
    }
    return place;
  }

  /** From a number to the next along an axis of the view. */
  private int step(int axis) {
    int step = 1;
    for (int inner = axis + 1; inner < view.size(); inner++) {
      step *= view.get(inner);
    }
    return step;
  }

  /** Its numbers in their order there. */
  float[] from(float[] flat) {
    float[] numbers = new float[size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = flat[place(i)];
    }
    return numbers;
  }

  /** Puts numbers in their order there where they belong here. */
  void into(float[] flat, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      flat[place(i)] = numbers[i];
    }
  }
}
