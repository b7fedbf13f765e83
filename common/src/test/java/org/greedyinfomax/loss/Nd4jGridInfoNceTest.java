package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;
import org.junit.jupiter.api.Tag;

/** Finite differences take thousands of losses, and a loss hundreds of ND4J's operations. */
@Tag("long")
final class Nd4jGridInfoNceTest extends GridInfoNceTest {

  Nd4jGridInfoNceTest() {
    super(EveryEngine.ND4J);
  }
}
