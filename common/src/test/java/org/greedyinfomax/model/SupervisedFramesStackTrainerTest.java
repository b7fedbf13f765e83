package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;

/** Greedy supervised learning from a label for every frame. */
final class SupervisedFramesStackTrainerTest extends StackTrainerTest {

  SupervisedFramesStackTrainerTest() {
    super(
        Networks.framesSupervised(Networks.small(NegativeSampling.WHOLE_BATCH, 6).modules()),
        new SampleShape.Sequence(120, 1));
  }
}
