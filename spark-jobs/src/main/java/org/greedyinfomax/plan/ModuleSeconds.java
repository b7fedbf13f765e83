package org.greedyinfomax.plan;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * How long a module takes for a mini-batch, in seconds.
 *
 * @param training forward, backward and the optimizer's step; more than 0
 * @param frozen forward only, more than 0; 0 in an order that freezes no module
 */
public record ModuleSeconds(double training, double frozen) implements Serializable {

  public ModuleSeconds {
    Check.argument(
        training > 0 && Double.isFinite(training),
        "a step takes time, but training took %s s",
        training);
    Check.argument(
        frozen >= 0 && Double.isFinite(frozen),
        "a step takes time, but a frozen module took %s s",
        frozen);
  }
}
