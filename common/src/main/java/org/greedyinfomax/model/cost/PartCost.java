package org.greedyinfomax.model.cost;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.model.PartWrapper;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.Flops;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * The cost of one sample in a part of a module, in FLOPs, counted as {@link ModuleCost} does.
 *
 * @param name of a layer as in {@link ModuleLayout}, or {@link PartWrapper#MEAN}, or {@link
 *     PartWrapper#LOSS}
 * @param forwardFlops of its products
 * @param backwardFlops of their gradients at the sides that learn
 */
public record PartCost(String name, long forwardFlops, long backwardFlops) {

  private static PartCost of(String name, Flops flops) {
    return new PartCost(name, flops.forward(), flops.backward());
  }

  /**
   * Returns the parts of module {@code m} of a stack, in the order in which they compute: layers,
   * the mean if there are patches, what makes contexts if there is anything, and the loss.
   *
   * @param sample that the lowest module receives
   * @throws IllegalArgumentException if a module has too few frames or patches for its loss
   */
  public static List<PartCost> of(StackSpec stack, int m, SampleShape sample) {
    stack.requireFits(sample);
    ModuleSpec module = stack.modules().get(m);
    boolean targetsLearn = !module.layers().isEmpty();
    SampleShape shape = stack.input(m, sample);
    List<PartCost> parts = new ArrayList<>();
    for (String name : ModuleLayout.names(module.layers())) {
      LayerSpec layer = module.layers().get(parts.size());
      boolean isFirst = parts.isEmpty();
      parts.add(of(name, layer.flops(shape, !isFirst)));
      shape = layer.output(shape);
    }
    if (shape instanceof SampleShape.Patches) {
      parts.add(of(PartWrapper.MEAN, Flops.NONE));
    }
    if (module.context().isPresent()) {
      ContextSpec context = module.context().get();
      parts.add(of(context.prefix(), context.flops(shape, targetsLearn)));
    }
    int contextChannels = stack.inputChannels(m + 1);
    parts.add(
        of(
            PartWrapper.LOSS,
            stack.loss(m).flops(stack.hop(m), shape, contextChannels, targetsLearn)));
    return List.copyOf(parts);
  }
}
