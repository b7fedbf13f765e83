package org.greedyinfomax.plan;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.activation.PartReader;
import org.greedyinfomax.activation.PartWriter;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * Writes files of activations and reads each right after it, as stage groups do: where a file
 * system caches, what is read comes from its cache.
 */
final class BorderTrial {

  private static final long BYTES = 32L << 20;
  private static final int MOST_BATCHES = 64;
  private static final int FILES = 3;

  private final Engine engine;
  private final BorderStore store;

  BorderTrial(Engine engine, BorderStore store) {
    this.engine = engine;
    this.store = store;
  }

  /**
   * Bytes of activations a second.
   *
   * @param written from tensors to files
   * @param read from files to tensors
   */
  record Speeds(double written, double read) {}

  /** Measures with files of up to 32 MiB and 64 mini-batches, but at least one. */
  Speeds measure() throws IOException {
    BorderShape shape = store.shape();
    long batchBytes = (long) shape.batch() * shape.sampleBytes();
    int batches = (int) Math.max(1, Math.min(MOST_BATCHES, BYTES / batchBytes));
    double written = 0;
    double read = 0;
    try (Arena arena = new Arena(engine)) {
      Tensor numbers = arena.zeros(shape.tensor());
      for (int i = 0; i <= FILES; i++) {
        RoundManifest.Part[] part = new RoundManifest.Part[1];
        double writing = Timing.once(() -> part[0] = write(numbers, batches));
        double reading = Timing.once(() -> read(part[0], numbers, batches));
        if (i > 0) { // the first file loads classes
          written = Math.max(written, batches * batchBytes / writing);
          read = Math.max(read, batches * batchBytes / reading);
        }
      }
    }
    return new Speeds(written, read);
  }

  private RoundManifest.Part write(Tensor numbers, int batches) throws IOException {
    List<SampleName> names =
        Collections.nCopies(store.shape().batch(), new SampleName("a trial", 0, false));
    try (PartWriter writer = store.write(1, 0)) {
      for (int i = 0; i < batches; i++) {
        writer.write(engine, numbers, names);
      }
      return writer.finish();
    }
  }

  private void read(RoundManifest.Part part, Tensor numbers, int batches) throws IOException {
    try (PartReader reader = store.read(part)) {
      for (int i = 0; i < batches; i++) {
        reader.next().batch().writeTo(engine, numbers);
      }
    }
  }
}
