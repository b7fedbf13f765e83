package org.greedyinfomax.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.report.data.FirstLayer;

/** The filters of a stack's first layer, for its report. */
final class FirstConvolution {

  private static final int SEQUENCE_AXES = 3; // of a weight: tap, channel, filter
  private static final int PATCH_AXES = 4; // row, column, channel, filter

  private FirstConvolution() {}

  /**
   * Its filters.
   *
   * @param lowest state of the lowest module
   * @return nothing if the first layer is no convolution, or of pictures that are neither grey nor
   *     red, green and blue
   */
  static Optional<FirstLayer> of(Recipe recipe, ModuleState lowest) {
    ModuleLayout.Entry weight = ModuleLayout.of(recipe.stack(), 0).entries().get(0);
    List<Integer> shape = weight.shape(); // its last axis counts filters
    if (!weight.name().startsWith("convolution")) {
      return Optional.empty();
    }
    List<List<Float>> filters = filters(weight, lowest);
    return recipe
        .input()
        .match(
            audio ->
                shape.size() == SEQUENCE_AXES
                    ? Optional.of(new FirstLayer.Taps(audio.sampleRate(), filters))
                    : Optional.<FirstLayer>empty(),
            images ->
                shape.size() == PATCH_AXES && List.of(1, 3).contains(shape.get(2))
                    ? Optional.of(
                        new FirstLayer.Patches(shape.get(0), shape.get(1), shape.get(2), filters))
                    : Optional.<FirstLayer>empty());
  }

  private static List<List<Float>> filters(ModuleLayout.Entry weight, ModuleState state) {
    int filters = weight.shape().get(weight.shape().size() - 1);
    int taps = weight.size() / filters;
    List<List<Float>> all = new ArrayList<>();
    for (int f = 0; f < filters; f++) {
      List<Float> filter = new ArrayList<>();
      for (int t = 0; t < taps; t++) {
        filter.add(state.values()[weight.start() + t * filters + f]);
      }
      all.add(filter);
    }
    return all;
  }
}
