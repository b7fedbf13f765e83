package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

final class HostInfoNceTest extends InfoNceTest {

  HostInfoNceTest() {
    super(EveryEngine.HOST);
  }
}
