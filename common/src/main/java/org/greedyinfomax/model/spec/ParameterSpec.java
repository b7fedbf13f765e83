package org.greedyinfomax.model.spec;

import java.util.List;

/**
 * A parameter of a layer or a loss, before it has a place: its name, its shape and its initializer.
 *
 * @param name unique in its owner
 * @param shape as the owner documents it
 * @param initial how untrained values are drawn
 */
public record ParameterSpec(String name, List<Integer> shape, Initializer initial) {

  public ParameterSpec {
    shape = List.copyOf(shape);
  }
}
