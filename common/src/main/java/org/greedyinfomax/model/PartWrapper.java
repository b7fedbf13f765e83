package org.greedyinfomax.model;

import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.loss.LocalLoss;

/**
 * Wraps the parts of a module as they are built, so that they can be watched while the module
 * trains. What a wrapped part computes must be what the part itself computes.
 */
public interface PartWrapper {

  /** Name of the mean over the positions of each patch. */
  String MEAN = "mean";

  /** Name of the module's loss. */
  String LOSS = "loss";

  /** Wraps nothing. */
  PartWrapper NONE =
      new PartWrapper() {
        @Override
        public Layer wrap(String name, Layer layer) {
          return layer;
        }

        @Override
        public LocalLoss wrap(LocalLoss loss) {
          return loss;
        }
      };

  /**
   * Returns a layer in place of another.
   *
   * @param name of the layer, as in the module's layout, or {@link #MEAN}
   */
  Layer wrap(String name, Layer layer);

  /** Returns a loss in place of another. */
  LocalLoss wrap(LocalLoss loss);
}
