package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.activation.BorderStore;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.PartReader;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.storage.Packed;

/** The input of a stage group in a round, as its tasks read it. */
public sealed interface GroupInput extends Serializable {

  /** Opens what is for one replica. */
  BatchSource open(int replica) throws IOException;

  /** The lowest group: crops of recordings. */
  record Recordings(Broadcast<Packed<Crops>> crops) implements GroupInput {

    @Override
    public BatchSource open(int replica) throws IOException {
      return crops.value().value().reader(replica);
    }
  }

  /**
   * Any other group: what the group below has put out in the same round.
   *
   * @param crops that it was made of, whose labels are learned from here, too
   */
  record Activations(
      BorderStore store, List<RoundManifest.Part> parts, Broadcast<Packed<Crops>> crops)
      implements GroupInput {

    @Override
    public BatchSource open(int replica) throws IOException {
      TrainingLabels labels = crops.value().value().labels();
      PartReader reader = store.read(parts.get(replica));
      return new BatchSource() {
        @Override
        public NamedBatch batch(int step) throws IOException {
          return labels.labelled(reader.next());
        }

        @Override
        public void close() throws IOException {
          reader.close();
        }
      };
    }
  }
}
