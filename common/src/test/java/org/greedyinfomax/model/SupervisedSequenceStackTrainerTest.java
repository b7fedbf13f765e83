package org.greedyinfomax.model;

import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;

/** Greedy supervised learning. */
final class SupervisedSequenceStackTrainerTest extends StackTrainerTest {

  SupervisedSequenceStackTrainerTest() {
    super(
        Networks.supervised(Networks.small(NegativeSampling.WHOLE_BATCH, 6)),
        new SampleShape.Sequence(120, 1));
  }
}
