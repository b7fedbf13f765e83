package org.greedyinfomax.training.batch;

import java.io.Closeable;
import java.io.IOException;
import org.greedyinfomax.activation.NamedBatch;

/** Where a replica's mini-batches come from, in the order of the steps. */
public interface BatchSource extends Closeable {

  /** The mini-batch of a step, counted over the whole run. */
  NamedBatch batch(int step) throws IOException;

  @Override
  default void close() throws IOException {}
}
