package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Settings for storing the activations that stage groups hand on to each other. The type in which
 * they are stored is part of the {@linkplain org.greedyinfomax.model.spec.StackSpec#borders stack}.
 *
 * @param window rounds that a border may hold, being written, read or waiting; at least 1
 * @param budget bytes that all borders together may hold, at least 1
 */
public record ActivationSettings(int window, long budget) implements Serializable {

  public ActivationSettings {
    Check.argument(window >= 1, "window must be at least 1, but is %d", window);
    Check.argument(budget >= 1, "budget must be at least 1 byte, but is %d", budget);
  }
}
