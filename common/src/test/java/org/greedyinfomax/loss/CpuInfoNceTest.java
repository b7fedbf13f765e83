package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

final class CpuInfoNceTest extends InfoNceTest {

  CpuInfoNceTest() {
    super(EveryEngine.CPU);
  }
}
