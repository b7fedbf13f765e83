package org.greedyinfomax.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.features.FrameGrid;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of a {@link SmallCorpus}: one every 80 samples, and four to a crop. */
public final class FrameTargetsTest {

  @TempDir private static Path folder;
  private static Corpus corpus;

  @BeforeAll
  static void writeCorpus() throws IOException {
    SmallCorpus.write(folder.resolve("corpus").toString(), 1);
    corpus = Corpus.open(new Configuration(), folder.resolve("corpus").toString());
  }

  /** A line for each recording: label {@code j} of recording {@code row} is (j + row) mod 3. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < SmallCorpus.RECORDINGS; row++) {
      int first = row;
      int frames = FrameGrid.at(8_000).frames(SmallCorpus.sound(1, row).length);
      lines.add(
          IntStream.range(0, frames)
              .mapToObj(j -> " " + (j + first) % 3)
              .collect(Collectors.joining("", "key-" + row, "")));
    }
    return lines;
  }

  /** Recording 25 has ten labels: 1 2 0 1 2 0 1 2 0 1. */
  @Test
  void labelTMinusOneGoesWithFrameTOfACropFromTheNearestTenMilliseconds() throws IOException {
    TrainingLabels labels = labels(lines());

    assertThat(classes(labels, new SampleName("key-25", 160, false))).containsExactly(2, 0, 1, 2);
    assertThat(classes(labels, new SampleName("key-25", 199, false))).containsExactly(2, 0, 1, 2);
    assertThat(classes(labels, new SampleName("key-25", 200, false))).containsExactly(0, 1, 2, 0);
  }

  @Test
  void framesBeforeTheFirstLabelAndAfterTheLastHaveNone() throws IOException {
    TrainingLabels labels = labels(lines());

    assertThat(
            classes(
                labels,
                new SampleName("key-25", 0, false),
                new SampleName("key-25", 640, false),
                new SampleName("key-0", 0, false)))
        .containsExactly(-1, 1, 2, 0, 2, 0, 1, -1, -1, 0, -1, -1);
  }

  @Test
  void recordingsThatAreNotTrainedOnNeedNoLine() throws IOException {
    List<int[]> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.add(group.firstRow() == 0 ? new int[] {1} : new int[0]);
    }
    List<String> lines = List.of("somebody else entirely", "", lines().get(1));

    assertThat(classes(labels(recipe(lines), rows), new SampleName("key-1", 0, false)))
        .containsExactly(-1, 1, -1, -1);
  }

  @Test
  void saysWhatIsWrongWithTheFile() {
    assertThatThrownBy(() -> labels(lines().subList(2, 26)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "loss.frameLabels = %s has no line for 2 of the 26 recordings that are trained on,"
                + " key-0 the first of them: add it, or leave such recordings out with corpus.where",
            file());
    assertThatThrownBy(() -> labels(changed("key-2 0 1")))
        .hasMessage(
            "%s: key-2 has 2 labels, but 1 frames of 200 samples every 80: are they labels of"
                + " another recording, or of frames of another length?",
            file());
    assertThatThrownBy(() -> labels(changed("key-2 7")))
        .hasMessage(
            "loss.classes is 3, but labels in %s go from 0 to 7: set loss.classes = 8", file());
    assertThatThrownBy(() -> labels(changed("key-2 x")))
        .hasMessage(
            "%s, line 3: frame 0 of key-2 has the label \"x\", but labels are whole numbers from 0"
                + " to 999",
            file());
    assertThatThrownBy(() -> labels(changed("key-1 0")))
        .hasMessage("%s, line 3: key-1 has labels in line 2 already: remove one", file());
    Recipe elsewhere = SmallRecipe.ofFrames(folder.resolve("nowhere.txt"));
    assertThatThrownBy(() -> labels(elsewhere, all()))
        .hasMessage(
            "there are no frame labels %s: name a text file with loss.frameLabels",
            folder.resolve("nowhere.txt"));
  }

  private static List<String> changed(String third) {
    List<String> changed = lines();
    changed.set(2, third);
    return changed;
  }

  private static Path file() {
    return folder.resolve("labels.txt");
  }

  private static TrainingLabels labels(List<String> lines) throws IOException {
    return labels(recipe(lines), all());
  }

  private static Recipe recipe(List<String> lines) throws IOException {
    Files.write(file(), lines);
    return SmallRecipe.ofFrames(file());
  }

  private static TrainingLabels labels(Recipe recipe, List<int[]> rows) throws IOException {
    return TrainingLabels.of(new Configuration(), recipe, corpus, rows);
  }

  private static List<int[]> all() {
    return corpus.rowGroups().stream()
        .map(group -> IntStream.range(0, group.rows()).toArray())
        .toList();
  }

  private static int[] classes(TrainingLabels labels, SampleName... samples) {
    SampleShape shape = new SampleShape.Sequence(320, 1);
    MiniBatch batch = new MiniBatch.Samples(new float[samples.length * 320], shape);
    return labels.labelled(new NamedBatch(batch, List.of(samples))).batch().classes();
  }
}
