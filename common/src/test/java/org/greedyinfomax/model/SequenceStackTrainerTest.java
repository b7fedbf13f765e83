package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;

final class SequenceStackTrainerTest extends StackTrainerTest {

  SequenceStackTrainerTest() {
    super(Networks.small(NegativeSampling.WHOLE_BATCH, 6), new SampleShape.Sequence(120, 1));
  }
}
