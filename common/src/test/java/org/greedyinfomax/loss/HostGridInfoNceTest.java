package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.Engines;

final class HostGridInfoNceTest extends GridInfoNceTest {

  HostGridInfoNceTest() {
    super(Engines.HOST);
  }
}
