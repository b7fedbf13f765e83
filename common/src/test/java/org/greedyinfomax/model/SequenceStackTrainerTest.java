package org.greedyinfomax.model;

import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;

final class SequenceStackTrainerTest extends StackTrainerTest {

  SequenceStackTrainerTest() {
    super(Networks.small(NegativeSampling.WHOLE_BATCH, 6), new SampleShape.Sequence(120, 1));
  }
}
