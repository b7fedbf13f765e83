package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.tensor.EveryEngine;
import org.junit.jupiter.api.Tag;

/** Through ND4J's operations, as on a GPU. */
@Tag("long")
final class Nd4jGridStackTrainerTest extends StackTrainerTest {

  Nd4jGridStackTrainerTest() {
    super(EveryEngine.ND4J, Networks.smallGrid(NegativeSampling.ALL_TARGETS), Networks.SMALL_IMAGE);
  }

  /** Java's compiler is at work for long on what ND4J runs in Java, in memory of its own. */
  @Override
  long noiseInMemory() {
    return 48L << 20;
  }
}
