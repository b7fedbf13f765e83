package org.greedyinfomax.training.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Test;

/** Residual blocks in three modules, the last with a PixelCNN that serves its loss alone. */
final class LayerTransferTest {

  private static final String WHOLE =
      """
      {
        name = encoder
        layers = [
          { kind = convolution2d, channels = 4, kernel = 3, stride = 1, padding = 1 }
          { kind = residual, branch = basic, width = 4, stride = 1, count = 1 }
          { kind = residual, branch = bottleneck, width = 2, stride = 2, count = 2 }
          { kind = residual, branch = basic, width = 6, stride = 1, count = 1 }
        ]
      }
      """;
  private static final String LOWER =
      """
      {
        name = lower
        layers = [
          { kind = convolution2d, channels = 4, kernel = 3, stride = 1, padding = 1 }
          { kind = residual, branch = basic, width = 4, stride = 1, count = 1 }
        ]
      }
      """;

  private final Recipe cut = SmallRecipe.ofPictures("seed=1");
  private final List<ModuleState> states = Checkpoint.untrainedStates(cut);

  private List<ModuleState> start(Recipe recipe) {
    return new LayerTransfer("run", cut.stack(), recipe.stack())
        .start(states, Checkpoint.untrainedStates(recipe));
  }

  private static float first(Recipe recipe, List<ModuleState> states, int m, String name) {
    return states.get(m).values()[ModuleLayout.of(recipe.stack(), m).entry(name).start()];
  }

  @Test
  void layersOfSeveralModulesBecomeOne() {
    Recipe whole = SmallRecipe.ofPictures(SmallRecipe.modules(List.of(WHOLE)), "seed=2");

    List<ModuleState> start = start(whole);

    assertThat(first(whole, start, 0, "block0.convolution0.weight"))
        .isEqualTo(first(cut, states, 0, "block0.convolution0.weight"));
    assertThat(first(whole, start, 0, "block1.convolution0.weight"))
        .isEqualTo(first(cut, states, 1, "block0.convolution0.weight"));
    assertThat(first(whole, start, 0, "block3.convolution0.weight"))
        .isEqualTo(first(cut, states, 2, "block0.convolution0.weight"));
    assertThat(first(whole, start, 0, "predictor.weight"))
        .isEqualTo(first(whole, Checkpoint.untrainedStates(whole), 0, "predictor.weight"));
  }

  @Test
  void theLowestLayersAreEnough() {
    Recipe lower = SmallRecipe.ofPictures(SmallRecipe.modules(List.of(LOWER)), "seed=2");

    assertThat(new LayerTransfer("run", cut.stack(), lower.stack()).taken()).isEqualTo(2);
    assertThat(first(lower, start(lower), 0, "block0.convolution0.weight"))
        .isEqualTo(first(cut, states, 0, "block0.convolution0.weight"));
  }
}
