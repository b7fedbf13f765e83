package org.greedyinfomax.model;

import org.greedyinfomax.tensor.EveryEngine;

final class HostTrainableModuleTest extends TrainableModuleTest {

  HostTrainableModuleTest() {
    super(EveryEngine.HOST);
  }
}
