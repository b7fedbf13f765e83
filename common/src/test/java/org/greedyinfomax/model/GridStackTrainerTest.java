package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;

final class GridStackTrainerTest extends StackTrainerTest {

  GridStackTrainerTest() {
    super(Networks.smallGrid(NegativeSampling.ALL_TARGETS), Networks.SMALL_IMAGE);
  }
}
