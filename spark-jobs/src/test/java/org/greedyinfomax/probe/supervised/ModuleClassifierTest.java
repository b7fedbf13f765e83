package org.greedyinfomax.probe.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Test;

/** Of eight channels the first speaks for ada, and bob is likelier from the outset. */
final class ModuleClassifierTest {

  private static ModuleClassifier classifier() {
    StackSpec small = SmallRecipe.with().stack();
    ModuleSpec top = small.modules().get(0);
    StackSpec stack = new StackSpec(1, List.of(top), new SupervisedSpec("speaker", 2));
    ModuleLayout layout = ModuleLayout.of(stack, 0);
    float[] values = new float[layout.size()];
    values[layout.entry("classifier.weight").start()] = 1; // of channel 0 for class 0
    values[layout.entry("classifier.bias").start() + 1] = 2;
    return new ModuleClassifier(
        layout, new ModuleState(values, values, values, 0), List.of("ada", "bob"));
  }

  @Test
  void namesTheValueWithTheHighestScore() {
    assertThat(classifier().classOf(List.of(2.5f, 9f, 9f, 9f, 9f, 9f, 9f, 9f))).isEqualTo("ada");
    assertThat(classifier().classOf(List.of(1.5f, 0f, 0f, 0f, 0f, 0f, 0f, 0f))).isEqualTo("bob");
  }

  @Test
  void takesNoNoticeOfWhatFollowsTheMeans() {
    List<Float> withDeviations =
        List.of(2.5f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 7f, 7f, 7f, 7f, 7f, 7f, 7f, 7f);

    assertThat(classifier().classOf(withDeviations)).isEqualTo("ada");
  }
}
