package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;

/** Greedy supervised learning. */
final class SupervisedSequenceStackTrainerTest extends StackTrainerTest {

  SupervisedSequenceStackTrainerTest() {
    super(
        Networks.supervised(Networks.small(NegativeSampling.WHOLE_BATCH, 6)),
        new SampleShape.Sequence(120, 1));
  }
}
