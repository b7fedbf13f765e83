package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CropsTest {

  private static final int CROP = 320;
  private static final int STEPS_PER_EPOCH = 4;
  private static final Normalization NORMALIZATION =
      new Normalization(SmallCorpus.MEAN, SmallCorpus.DEVIATION);

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
        new Crops(corpus, recipe, NORMALIZATION, new SampleOrder(7, rows, 6), 1).reader(0);
    int epochs = 1_600;
    double sum = 0;
    int[] quarters = new int[4];
    for (int epoch = 0; epoch < epochs; epoch++) {
      Found found = find(reader.batch(epoch));
      assertThat(found.row()).isEqualTo(25);
      sum += found.start();
      quarters[found.start() * 4 / 631]++;
    }
    assertThat(sum / epochs).isBetween(315 - 18.0, 315 + 18.0);
    assertThat(IntStream.of(quarters)).allMatch(count -> count > 330 && count < 470);
  }

  @Test
  void readsTheSameWhateverWasReadBefore() throws IOException {
    Crops crops = all(SmallRecipe.with());
    Crops.Reader wandering = crops.reader(1);

    float[] last = wandering.batch(11);
    float[] first = wandering.batch(0);

    assertThat(crops.reader(1).batch(0)).isEqualTo(first);
    assertThat(crops.reader(1).batch(11)).isEqualTo(last);
    assertThat(crops.reader(2).batch(0)).isNotEqualTo(first);
  }

  private static List<float[]> crops(Recipe recipe, int replica, int step) throws IOException {
    float[] batch = all(recipe).reader(replica).batch(step);
    return IntStream.range(0, batch.length / CROP)
        .mapToObj(i -> Arrays.copyOfRange(batch, i * CROP, (i + 1) * CROP))
        .toList();
  }

  private static Crops all(Recipe recipe) {
    List<int[]> rows =
        corpus.rowGroups().stream()
            .map(group -> IntStream.range(0, group.rows()).toArray())
            .toList();
    SampleOrder order = new SampleOrder(7, rows, recipe.corpus().shuffleRowGroups());
    return new Crops(corpus, recipe, NORMALIZATION, order, STEPS_PER_EPOCH);
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
