package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;

/** A module with a loss of its own, among others. */
final class OwnLossStackTrainerTest extends StackTrainerTest {

  OwnLossStackTrainerTest() {
    super(
        Networks.withOwnLoss(Networks.small(NegativeSampling.WHOLE_BATCH, 6)),
        new SampleShape.Sequence(120, 1));
  }
}
