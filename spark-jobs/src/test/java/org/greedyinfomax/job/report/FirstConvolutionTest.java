package org.greedyinfomax.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.run.Checkpoint;
import org.junit.jupiter.api.Test;

final class FirstConvolutionTest {

  /** Weights are stored tap by tap: {@code [kernel, in, out]}. */
  @Test
  void takesFiltersOfSoundsApart() {
    Recipe recipe = Presets.read("speech-small", List.of());
    ModuleState lowest = Checkpoint.untrainedStates(recipe).get(0);

    FirstLayer.Taps taps = (FirstLayer.Taps) FirstConvolution.of(recipe, lowest).orElseThrow();

    assertThat(taps.sampleRate()).isEqualTo(8000);
    assertThat(taps.filters()).hasSize(128).allMatch(filter -> filter.size() == 10);
    assertThat(taps.filters().get(5).get(3)).isEqualTo(lowest.values()[3 * 128 + 5]);
  }

  /** Weights are stored pixel by pixel: {@code [row, column, in, out]}. */
  @Test
  void takesFiltersOfPicturesApart() {
    Recipe recipe = Presets.read("images-small", List.of());
    ModuleState lowest = Checkpoint.untrainedStates(recipe).get(0);

    FirstLayer.Patches patches =
        (FirstLayer.Patches) FirstConvolution.of(recipe, lowest).orElseThrow();

    assertThat(List.of(patches.rows(), patches.columns(), patches.channels()))
        .containsExactly(4, 4, 1);
    assertThat(patches.filters()).hasSize(48);
    assertThat(patches.filters().get(7).get(15)).isEqualTo(lowest.values()[15 * 48 + 7]);
  }

  @Test
  void keepsTheColoursOfAPixelTogether() {
    Recipe recipe = Presets.read("images-small", List.of("input.channels=3"));
    ModuleState lowest = Checkpoint.untrainedStates(recipe).get(0);

    FirstLayer.Patches patches =
        (FirstLayer.Patches) FirstConvolution.of(recipe, lowest).orElseThrow();

    assertThat(patches.channels()).isEqualTo(3);
    assertThat(patches.filters().get(7).get(3 * 5 + 2))
        .isEqualTo(lowest.values()[(3 * 5 + 2) * 48 + 7]);
  }

  @Test
  void findsNoneInAStackThatBeginsWithAGru() {
    Recipe recipe =
        Presets.read(
            "speech-small",
            List.of(
                "modules=[{name=gru,layers=[{kind=gru, hidden=8,backpropagation=through-time}]}]"));

    assertThat(FirstConvolution.of(recipe, Checkpoint.untrainedStates(recipe).get(0))).isEmpty();
  }
}
