package org.greedyinfomax.model;

import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.loss.GridInfoNce;
import org.greedyinfomax.loss.InfoNce;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.loss.NegativeSampler;

/** Has a module's loss take negatives that are known, for a test against known numbers. */
record OtherNegatives(NegativeSampler sampler) implements PartWrapper {

  @Override
  public Layer wrap(String name, Layer layer) {
    return layer;
  }

  @Override
  public LocalLoss wrap(LocalLoss loss) {
    return loss instanceof GridInfoNce grid
        ? grid.withSampler(sampler)
        : ((InfoNce) loss).withSampler(sampler);
  }
}
