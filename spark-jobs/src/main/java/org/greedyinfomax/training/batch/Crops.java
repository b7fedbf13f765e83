package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/**
 * The training samples: for every replica and step a mini-batch of random crops, as a function of
 * the seed.
 *
 * <p>Each replica has its own part of an epoch's order, so it reads few row groups at a time.
 */
public final class Crops implements Serializable {

  private static final long serialVersionUID = 1;

  private final Corpus corpus;
  private final Recipe recipe;
  private final NetworkInput input;
  private final TrainingLabels labels;
  private final SampleOrder order;
  private final int stepsPerEpoch;

  public Crops(
      Corpus corpus,
      Recipe recipe,
      NetworkInput input,
      TrainingLabels labels,
      SampleOrder order,
      int stepsPerEpoch) {
    this.corpus = corpus;
    this.recipe = recipe;
    this.input = input;
    this.labels = labels;
    this.order = order;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /** What is learned from beside the samples. */
  TrainingLabels labels() {
    return labels;
  }

  /** Opens the samples for one replica. */
  public Reader reader(int replica) {
    return new Reader(replica);
  }

  /** Reads mini-batches, keeping as many row groups as are shuffled together. */
  public final class Reader implements BatchSource {

    private final int replica;
    private final List<RowGroup> groups = corpus.rowGroups();
    private final Map<Integer, List<CorpusRow>> recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, List<CorpusRow>> eldest) {
            return size() > recipe.corpus().shuffleRowGroups();
          }
        };

    private Reader(int replica) {
      this.replica = replica;
    }

    /** The normalized crops of a step. */
    @Override
    public NamedBatch batch(int step) throws IOException {
      int batchSize = recipe.training().batchSize();
      int epoch = step / stepsPerEpoch;
      long from = ((long) replica * stepsPerEpoch + step % stepsPerEpoch) * batchSize;
      SampleShape sample = sample(epoch, step % stepsPerEpoch);
      int size = sample.size();
      float[] numbers = new float[Math.multiplyExact(batchSize, size)];
      List<SampleName> samples = new ArrayList<>();
      for (SampleOrder.Place place : order.places(epoch, from, batchSize)) {
        CorpusRow row = row(place);
        RandomStream random = RandomStream.of(recipe.seed(), Purpose.CROP, epoch, row.id());
        NetworkInput.View view =
            input.crop(row.content(), sample, random, numbers, samples.size() * size);
        samples.add(
            new SampleName(row.key(), view.start(), view.mirrored(), labels.of(row.labels())));
      }
      return labels.labelled(
          new NamedBatch(
              new MiniBatch.Samples(numbers, sample, NamedBatch.classes(samples)), samples));
    }

    /** The same in all replicas: the modules of a step agree without being told. */
    private SampleShape sample(int epoch, int stepOfEpoch) {
      List<SampleShape> all = input.samples();
      return all.get(
          RandomStream.of(recipe.seed(), Purpose.CROP_LENGTH, epoch, stepOfEpoch)
              .below(all.size()));
    }

    private CorpusRow row(SampleOrder.Place place) throws IOException {
      List<CorpusRow> rows = recent.get(place.group());
      if (rows == null) {
        rows = corpus.read(groups.get(place.group()));
        recent.put(place.group(), rows);
      }
      return rows.get(place.row());
    }
  }
}
