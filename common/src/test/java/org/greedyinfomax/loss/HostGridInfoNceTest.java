package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

final class HostGridInfoNceTest extends GridInfoNceTest {

  HostGridInfoNceTest() {
    super(EveryEngine.HOST);
  }
}
