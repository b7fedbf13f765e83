package org.greedyinfomax.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.MeanPooling;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.tensor.Engine;

/**
 * What a module computes, but for its loss.
 *
 * @param layers lowest first
 * @param context what predicts, if there is more to it than the encoding
 * @param summary of each patch, if there are patches
 */
record ModuleNetwork(List<Layer> layers, Optional<Layer> context, Layer summary) {

  /**
   * Builds it.
   *
   * @param parameters by the names of the module's {@linkplain ModuleLayout layout}
   */
  static ModuleNetwork of(
      Engine engine, ModuleSpec spec, Function<String, Parameter> parameters, PartWrapper wrapper) {
    List<Layer> layers = new ArrayList<>();
    List<String> names = ModuleLayout.names(spec.layers());
    for (int i = 0; i < names.size(); i++) {
      layers.add(build(engine, spec.layers().get(i), names.get(i), parameters, wrapper));
    }
    return new ModuleNetwork(
        List.copyOf(layers),
        spec.context().map(layer -> build(engine, layer, layer.prefix(), parameters, wrapper)),
        wrapper.wrap(PartWrapper.MEAN, MeanPooling.inPlace(engine)));
  }

  private static Layer build(
      Engine engine,
      LayerSpec spec,
      String owner,
      Function<String, Parameter> parameters,
      PartWrapper wrapper) {
    return wrapper.wrap(owner, spec.build(engine, own -> parameters.apply(owner + "." + own)));
  }
}
