package org.greedyinfomax.model;

import org.greedyinfomax.tensor.EveryEngine;

final class CpuTrainableModuleTest extends TrainableModuleTest {

  CpuTrainableModuleTest() {
    super(EveryEngine.CPU);
  }
}
