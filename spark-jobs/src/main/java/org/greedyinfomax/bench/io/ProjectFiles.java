package org.greedyinfomax.bench.io;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.activation.PartReader;
import org.greedyinfomax.activation.PartWriter;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** The files that stage groups hand on to each other. */
record ProjectFiles(Configuration hadoop) implements FileVariant {

  @Override
  public String name() {
    return "gim";
  }

  @Override
  public String codec() {
    return "none";
  }

  @Override
  public Written write(Path directory, Activations activations, StorageType type)
      throws IOException {
    BorderStore store = new BorderStore(hadoop, directory, activations.shape(type));
    List<SampleName> names = activations.names();
    RoundManifest.Part part;
    try (PartWriter writer = store.write(1, 0)) {
      for (Tensor output : activations.round()) {
        writer.write(activations.engine(), output, names);
      }
      part = writer.finish();
    }
    return () -> read(store, part, activations);
  }

  private static void read(BorderStore store, RoundManifest.Part part, Activations activations)
      throws IOException {
    try (PartReader reader = store.read(part)) {
      for (int i = 0; i < activations.round().size(); i++) {
        reader.next().batch().writeTo(activations.engine(), activations.input());
      }
    }
  }
}
