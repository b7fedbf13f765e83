package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.Engines;

final class HostInfoNceTest extends InfoNceTest {

  HostInfoNceTest() {
    super(Engines.HOST);
  }
}
