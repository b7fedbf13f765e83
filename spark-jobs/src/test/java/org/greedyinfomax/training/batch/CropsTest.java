package org.greedyinfomax.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CropsTest {

  private static final int CROP = 320;
  private static final int STEPS_PER_EPOCH = 4;
  private static final Normalization NORMALIZATION =
      new Normalization(List.of(SmallCorpus.MEAN), List.of(SmallCorpus.DEVIATION));

  private static final Engine ENGINE = CpuEngine.onCpu(Precision.SINGLE, 1);

  @TempDir private static Path directory;
  private static Corpus corpus;

  @BeforeAll
  static void writeCorpus() throws IOException {
    String path = directory.resolve("corpus").toString();
    SmallCorpus.write(path, 1);
    corpus = Corpus.open(new Configuration(), path);
  }

  @Test
  void normalizesByTheCorpusAndCropsWithinTheRecording() throws IOException {
    for (int step = 0; step < STEPS_PER_EPOCH; step++) {
      for (float[] crop : crops(SmallRecipe.with(), 0, step)) {
        Found found = find(crop);
        short[] sound = SmallCorpus.sound(1, found.row());
        for (int i = 0; i < Math.min(CROP, sound.length); i++) {
          double sample = sound[found.start() + i] / 32768.0;
          assertThat(crop[i])
              .isEqualTo((float) ((sample - SmallCorpus.MEAN) / SmallCorpus.DEVIATION));
        }
      }
    }
  }

  /** Recordings 0 to 3 have 200 to 290 samples. */
  @Test
  void continuesShortRecordingsBySilence() throws IOException {
    float silence = (float) (-SmallCorpus.MEAN / SmallCorpus.DEVIATION);
    int padded = 0;
    for (int replica = 0; replica < 3; replica++) {
      for (int step = 0; step < 3 * STEPS_PER_EPOCH; step++) {
        for (float[] crop : crops(SmallRecipe.with(), replica, step)) {
          Found found = find(crop);
          int length = 200 + 30 * found.row();
          if (length < CROP) {
            assertThat(found.start()).isZero();
            assertThat(Arrays.copyOfRange(crop, length, CROP)).containsOnly(silence);
            padded++;
          }
        }
      }
    }
    assertThat(padded).isPositive();
  }

  @Test
  void showsNoRecordingToTwoReplicasNorTwiceInAnEpoch() throws IOException {
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Integer> seen = new ArrayList<>();
      for (int replica = 0; replica < 3; replica++) {
        for (int step = 0; step < STEPS_PER_EPOCH; step++) {
          for (float[] crop : crops(SmallRecipe.with(), replica, epoch * STEPS_PER_EPOCH + step)) {
            seen.add(find(crop).row());
          }
        }
      }
      assertThat(seen).hasSize(24).doesNotHaveDuplicates();
    }
  }

  /** Starts of recording 25 (950 samples, 631 starts): their mean is 315 ± 4.6 over 1600 epochs. */
  @Test
  void startsCropsAnywhereEquallyOften() throws IOException {
    Recipe recipe = SmallRecipe.with("training.batchSize=1", "training.replicas=1");
    int[] only = IntStream.of(3).toArray(); // the fourth row of the last row group
    List<int[]> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.add(group.shard() == 5 ? only : new int[0]);
    }
    Crops.Reader reader =
        new Crops(
                corpus,
                recipe,
                Modality.of(recipe).input(NORMALIZATION),
                TrainingLabels.NONE,
                new SampleOrder(7, rows, 6),
                1)
            .reader(0);
    int epochs = 1_600;
    double sum = 0;
    int[] quarters = new int[4];
    for (int epoch = 0; epoch < epochs; epoch++) {
      Found found = find(numbers(reader, epoch));
      assertThat(found.row()).isEqualTo(25);
      sum += found.start();
      quarters[found.start() * 4 / 631]++;
    }
    assertThat(sum / epochs).isBetween(315 - 18.0, 315 + 18.0);
    assertThat(IntStream.of(quarters)).allMatch(count -> count > 330 && count < 470);
  }

  @Test
  void namesTheRecordingsAndStartsOfItsCrops() throws IOException {
    NamedBatch batch = all(SmallRecipe.with()).reader(1).batch(6);
    List<float[]> crops = crops(SmallRecipe.with(), 1, 6);

    assertThat(batch.samples()).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Found found = find(crops.get(i));
      assertThat(batch.samples().get(i))
          .isEqualTo(new SampleName("key-" + found.row(), found.start(), false));
    }
  }

  @Test
  void readsTheSameWhateverWasReadBefore() throws IOException {
    Crops crops = all(SmallRecipe.with());
    Crops.Reader wandering = crops.reader(1);

    float[] last = numbers(wandering, 11);
    float[] first = numbers(wandering, 0);

    assertThat(numbers(crops.reader(1), 0)).isEqualTo(first);
    assertThat(numbers(crops.reader(1), 11)).isEqualTo(last);
    assertThat(numbers(crops.reader(2), 0)).isNotEqualTo(first);
  }

  /** Which of them does not depend on the replica: the modules of a step need not be told. */
  @Test
  void cropsOfAStepAreOfOneOfSeveralLengthsInAllReplicas() throws IOException {
    Crops crops = all(SmallRecipe.with("input.cropSamples=[120, 200, 320]"));
    int steps = 30 * STEPS_PER_EPOCH;
    Map<SampleShape, Integer> found = new HashMap<>();
    for (int step = 0; step < steps; step++) {
      SampleShape shape = crops.reader(0).batch(step).batch().shape();
      found.merge(shape, 1, Integer::sum);
      assertThat(crops.reader(2).batch(step).batch().shape()).isEqualTo(shape);
      assertThat(numbers(crops.reader(1), step)).hasSize(2 * shape.size());
    }
    assertThat(found).hasSize(3);
    assertThat(found.values()).allMatch(count -> count > steps / 5 && count < steps / 2);
  }

  private static List<float[]> crops(Recipe recipe, int replica, int step) throws IOException {
    float[] batch = numbers(all(recipe).reader(replica), step);
    return IntStream.range(0, batch.length / CROP)
        .mapToObj(i -> Arrays.copyOfRange(batch, i * CROP, (i + 1) * CROP))
        .toList();
  }

  private static float[] numbers(Crops.Reader reader, int step) throws IOException {
    try (Arena arena = new Arena(ENGINE)) {
      MiniBatch batch = reader.batch(step).batch();
      Tensor x = arena.allocate(batch.shape().batch(batch.samples()));
      batch.writeTo(ENGINE, x);
      return ENGINE.floats(x);
    }
  }

  private static Crops all(Recipe recipe) {
    List<int[]> rows =
        corpus.rowGroups().stream()
            .map(group -> IntStream.range(0, group.rows()).toArray())
            .toList();
    SampleOrder order = new SampleOrder(7, rows, recipe.corpus().shuffleRowGroups());
    return new Crops(
        corpus,
        recipe,
        Modality.of(recipe).input(NORMALIZATION),
        TrainingLabels.NONE,
        order,
        STEPS_PER_EPOCH);
  }

  private record Found(int row, int start) {}

  /** Where a crop comes from: sounds are noisy, so eight samples tell. */
  private static Found find(float[] crop) {
    for (int row = 0; row < SmallCorpus.RECORDINGS; row++) {
      short[] sound = SmallCorpus.sound(1, row);
      for (int start = 0; start <= Math.max(0, sound.length - CROP); start++) {
        boolean matches = true;
        for (int i = 0; i < 8 && matches; i++) {
          double sample = crop[i] * SmallCorpus.DEVIATION + SmallCorpus.MEAN;
          matches = Math.round(sample * 32768) == sound[start + i];
        }
        if (matches) {
          return new Found(row, start);
        }
      }
    }
    throw new AssertionError("the crop is of no recording");
  }
}
