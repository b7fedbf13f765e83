package org.greedyinfomax.model;

/** Convolutions in tiles. */
final class WideGridStackTrainerTest extends StackTrainerTest {

  WideGridStackTrainerTest() {
    super(Networks.wideGrid(), Networks.SMALL_IMAGE);
  }
}
