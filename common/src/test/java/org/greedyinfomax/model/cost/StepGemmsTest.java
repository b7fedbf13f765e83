package org.greedyinfomax.model.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.tensor.GemmShape;
import org.junit.jupiter.api.Test;

final class StepGemmsTest {

  private static final ModuleSpec MODULE =
      new ModuleSpec(
          "one",
          List.of(new ConvolutionSpec(3, 4, 4, 0), new ConvolutionSpec(5, 1, 1, 0)),
          Optional.empty());

  private static final StackSpec STACK =
      new StackSpec(2, List.of(MODULE), new SupervisedSpec("label", 7));

  @Test
  void findsWhatAStepMultiplies() {
    Map<GemmShape, Integer> products = StepGemms.of(STACK, new SampleShape.Sequence(40, 2), 6);

    assertThat(products)
        .contains(
            entry(new GemmShape(60, 8, 3, false, false), 1), // frames of all sequences
            entry(new GemmShape(8, 60, 3, true, false), 1),
            entry(new GemmShape(60, 3, 5, false, false), 1),
            entry(new GemmShape(3, 60, 5, true, false), 1),
            entry(new GemmShape(60, 5, 3, false, true), 1))
        .doesNotContainKey(new GemmShape(60, 3, 8, false, true)); // at the module's input
  }

  /** Apart from means over time, which count as no products. */
  @Test
  void addUpToTheCostOfTheModule() {
    SampleShape sample = new SampleShape.Sequence(40, 2);

    long flops =
        StepGemms.of(STACK, sample, 6).entrySet().stream()
            .filter(product -> product.getKey().rows() != 1 && product.getKey().inner() != 1)
            .mapToLong(product -> product.getKey().flops() * product.getValue())
            .sum();

    assertThat(flops).isEqualTo(6 * ModuleCost.of(STACK, 0, sample).trainingFlops());
  }

  /** Five frames of one sequence, the last of which predicts nothing. */
  @Test
  void findsScoresOfEveryContext() {
    StackSpec contrastive =
        new StackSpec(
            2,
            List.of(
                new ModuleSpec("one", List.of(new ConvolutionSpec(3, 4, 4, 0)), Optional.empty())),
            new InfoNceSpec(1, 2, InfoNceSpec.NegativeSampling.WHOLE_BATCH, 0));

    Map<GemmShape, Integer> products =
        StepGemms.of(contrastive, new SampleShape.Sequence(20, 2), 1);

    assertThat(products)
        .contains(
            entry(new GemmShape(1, 3, 2, false, true), 4),
            entry(new GemmShape(1, 2, 3, false, false), 4),
            entry(new GemmShape(2, 1, 3, true, false), 4));
  }

  /** Three images of 12 patches of 6 x 5 are 324 tiles, which are multiplied in two blocks. */
  @Test
  void findsProductsOfTiles() {
    Map<GemmShape, Integer> products = StepGemms.of(Networks.wideGrid(), Networks.SMALL_IMAGE, 3);

    assertThat(products)
        .contains(
            entry(new GemmShape(162, 32, 32, false, false), 3 * 2 * 16), // of three layers
            entry(new GemmShape(32, 162, 32, true, false), 3 * 2 * 16),
            entry(new GemmShape(162, 32, 32, false, true), 2 * 2 * 16)); // none at a module's input
  }

  @Test
  void namesItsSizes() {
    assertThat(new GemmShape(10, 5, 3, false, true)).hasToString("[10, 5] · [5, 3]'");
    assertThat(new GemmShape(8, 10, 3, true, false)).hasToString("[8, 10]' · [10, 3]");
  }
}
