package org.greedyinfomax.bench.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.training.batch.NoiseBatch;

/**
 * What the first module of a recipe hands on in a round, where an engine computes, to be written to
 * files and read again.
 *
 * <p>The module is untrained, and few mini-batches are computed, of which a round repeats each
 * several times: they are more than a processor caches.
 */
public final class Activations {

  private static final int COMPUTED = 4;
  private static final int LONGEST = 16; // mini-batches of a round

  private final Engine engine;
  private final Recipe recipe;
  private final List<Tensor> outputs;
  private final Tensor input;

  /**
   * Computes them.
   *
   * @param samples normalized, an array for each mini-batch
   * @param arena holds them
   */
  private Activations(Engine engine, Recipe recipe, List<float[]> samples, Arena arena) {
    this.engine = engine;
    this.recipe = recipe;
    StackSpec stack = recipe.stack();
    StackSpec unrounded = stack.withBorders(StorageType.FLOAT32);
    BorderShape shape = shape(StorageType.FLOAT32);
    List<float[]> found = new ArrayList<>();
    try (StackTrainer trainer =
        new StackTrainer(
            engine,
            new StackTask(unrounded, NoiseBatch.CAUTIOUS, recipe.seed()),
            0,
            Checkpoint.untrainedStates(recipe).subList(0, 1),
            1)) {
      for (float[] batch : samples) {
        MiniBatch.Samples numbers = new MiniBatch.Samples(batch, recipe.input().sample());
        trainer.step(numbers, 0, found.size(), above -> found.add(engine.floats(above)));
      }
    }
    outputs = new ArrayList<>();
    for (float[] numbers : found) {
      Tensor output = arena.allocate(shape.tensor());
      engine.write(numbers, output);
      outputs.add(output);
    }
    input = arena.allocate(shape.tensor());
  }

  /** Made from noise. */
  public static Activations ofNoise(Engine engine, Recipe recipe, Arena arena) {
    Random random = new Random(recipe.seed());
    List<float[]> samples = new ArrayList<>();
    for (int i = 0; i < COMPUTED; i++) {
      float[] batch = new float[recipe.training().batchSize() * recipe.input().sample().size()];
      for (int k = 0; k < batch.length; k++) {
        batch[k] = (float) random.nextGaussian();
      }
      samples.add(batch);
    }
    return new Activations(engine, recipe, samples, arena);
  }

  /** Made from crops of the first rows of a corpus, again from the first if few. */
  public static Activations ofCorpus(Engine engine, Recipe recipe, Corpus corpus, Arena arena)
      throws IOException {
    Modality modality = Modality.of(recipe);
    modality.requireFits(corpus);
    NetworkInput input = modality.input(modality.normalization(corpus.manifest()));
    int batchSize = recipe.training().batchSize();
    SampleShape sample = recipe.input().sample();
    int size = sample.size();
    List<float[]> samples = new ArrayList<>();
    try {
      Iterator<CorpusRow> rows =
          Stream.generate(corpus::rowGroups)
              .flatMap(List::stream)
              .flatMap(group -> read(corpus, group).stream())
              .limit((long) COMPUTED * batchSize)
              .iterator();
      for (int i = 0; i < COMPUTED; i++) {
        float[] batch = new float[batchSize * size];
        for (int k = 0; k < batchSize; k++) {
          CorpusRow row = rows.next();
          RandomStream random = RandomStream.of(recipe.seed(), Purpose.CROP, 0, row.id());
          input.crop(row.content(), sample, random, batch, k * size);
        }
        samples.add(batch);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Activations(engine, recipe, samples, arena);
  }

  private static List<CorpusRow> read(Corpus corpus, RowGroup group) {
    try {
      return corpus.read(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Engine engine() {
    return engine;
  }

  /** The border above the first module. */
  BorderShape shape(StorageType type) {
    StackSpec stack = recipe.stack();
    return new BorderShape(
        stack.modules().get(0).name(),
        type,
        recipe.training().batchSize(),
        stack.output(0, recipe.input().sample()));
  }

  /** The mini-batches of a round: as many as the recipe has local steps, up to 16. */
  List<Tensor> round() {
    return IntStream.range(0, Math.min(LONGEST, recipe.training().localSteps()))
        .mapToObj(i -> outputs.get(i % outputs.size()))
        .toList();
  }

  /** The numbers of the mini-batches that a round repeats. */
  List<float[]> numbers() {
    return new ArrayList<>(outputs.stream().map(engine::floats).toList());
  }

  /** Where a mini-batch goes when it is read. */
  Tensor input() {
    return input;
  }

  /** Names for the samples of a mini-batch, as long as those of recordings are. */
  List<SampleName> names() {
    return IntStream.range(0, recipe.training().batchSize())
        .mapToObj(i -> new SampleName(Text.format("speaker/recording-%06d.flac", i), i, false))
        .toList();
  }

  /** Bytes of a round in single precision. */
  public long float32Bytes() {
    return (long) round().size() * input.size() * Float.BYTES;
  }

  /** The share of numbers that are zero. */
  public double zeros() {
    long zeros = 0;
    for (float[] output : numbers()) {
      for (float number : output) {
        zeros += number == 0 ? 1 : 0;
      }
    }
    return (double) zeros / (outputs.size() * input.size());
  }
}
