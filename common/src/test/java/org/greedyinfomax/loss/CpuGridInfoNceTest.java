package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

final class CpuGridInfoNceTest extends GridInfoNceTest {

  CpuGridInfoNceTest() {
    super(EveryEngine.CPU);
  }
}
