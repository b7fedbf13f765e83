package org.greedyinfomax.model;

import org.greedyinfomax.tensor.Engines;

final class HostTrainableModuleTest extends TrainableModuleTest {

  HostTrainableModuleTest() {
    super(Engines.HOST);
  }
}
