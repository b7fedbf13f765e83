package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;

/** Greedy supervised learning. */
final class SupervisedGridStackTrainerTest extends StackTrainerTest {

  SupervisedGridStackTrainerTest() {
    super(
        Networks.supervised(Networks.smallGrid(NegativeSampling.ALL_TARGETS)),
        Networks.SMALL_IMAGE);
  }
}
