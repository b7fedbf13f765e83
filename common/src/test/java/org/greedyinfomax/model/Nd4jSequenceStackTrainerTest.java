package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.EveryEngine;
import org.junit.jupiter.api.Tag;

/** Through ND4J's operations, as on a GPU. */
@Tag("slow")
final class Nd4jSequenceStackTrainerTest extends StackTrainerTest {

  Nd4jSequenceStackTrainerTest() {
    super(
        EveryEngine.ND4J,
        Networks.small(NegativeSampling.WHOLE_BATCH, 6),
        new SampleShape.Sequence(120, 1));
  }

  /** Java's compiler is at work for long on what ND4J runs in Java, in memory of its own. */
  @Override
  long noiseInMemory() {
    return 48L << 20;
  }
}
