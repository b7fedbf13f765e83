package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Check;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.activation.SampleName;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.corpus.RowLabels;
import org.greedyinfomax.data.features.FrameGrid;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.SampleShape;

/**
 * A label for every 10 ms of every recording that is trained on. Those of a crop follow from its
 * recording and its start, so that they need not be handed on with it: 2 bytes a label, once in
 * every process.
 */
final class FrameTargets implements TrainingLabels {

  private static final long serialVersionUID = 1;

  private final FrameSupervisedSpec loss;
  private final int perSample;
  private final Map<String, short[]> recordings; // by keys

  private FrameTargets(FrameSupervisedSpec loss, int perSample, Map<String, short[]> recordings) {
    this.loss = loss;
    this.perSample = perSample;
    this.recordings = recordings;
  }

  /**
   * Finds the labels in their file.
   *
   * @param rows for each row group the rows in it
   * @param sample that is trained on
   * @throws IllegalArgumentException if a recording has none, or more or fewer than it has frames,
   *     or they are of more classes than the recipe says
   */
  static FrameTargets of(
      Configuration hadoop,
      Corpus corpus,
      List<int[]> rows,
      FrameSupervisedSpec loss,
      SampleShape sample)
      throws IOException {
    Map<String, Integer> lengths = lengths(corpus, rows);
    Map<String, short[]> labels =
        new FrameLabelReader(hadoop, loss.file(), "loss.frameLabels").read(lengths::containsKey);
    requireAll(lengths, labels, loss);
    requireClasses(labels, loss);
    return new FrameTargets(loss, loss.labels(sample), labels);
  }

  private static Map<String, Integer> lengths(Corpus corpus, List<int[]> rows) throws IOException {
    Map<String, Integer> lengths = new HashMap<>();
    List<RowGroup> groups = corpus.rowGroups();
    for (int g = 0; g < groups.size(); g++) {
      List<RowLabels> names = corpus.readLabels(groups.get(g));
      List<Integer> found = corpus.readLengths(groups.get(g));
      for (int row : rows.get(g)) {
        lengths.put(names.get(row).key(), found.get(row));
      }
    }
    return lengths;
  }

  private static void requireAll(
      Map<String, Integer> lengths, Map<String, short[]> labels, FrameSupervisedSpec loss) {
    List<String> missing =
        lengths.keySet().stream().filter(key -> !labels.containsKey(key)).sorted().toList();
    Check.argument(
        missing.isEmpty(),
        "loss.frameLabels = %s has no line for %d of the %d recordings that are trained on, %s the"
            + " first of them: add it, or leave such recordings out with corpus.where",
        loss.file(),
        missing.size(),
        lengths.size(),
        missing.isEmpty() ? "" : missing.get(0));
    FrameGrid grid = FrameGrid.at(loss.sampleRate());
    labels.forEach(
        (key, found) ->
            Check.argument(
                found.length == grid.frames(lengths.get(key)),
                "%s: %s has %d labels, but %d frames of %d samples every %d: are they labels of"
                    + " another recording, or of frames of another length?",
                loss.file(),
                key,
                found.length,
                grid.frames(lengths.get(key)),
                grid.window(),
                grid.hop()));
  }

  private static void requireClasses(Map<String, short[]> labels, FrameSupervisedSpec loss) {
    int found = FrameLabelReader.classes(labels);
    Check.argument(
        found <= loss.classes(),
        "loss.classes is %d, but labels in %s go from 0 to %d: set loss.classes = %d",
        loss.classes(),
        loss.file(),
        found - 1,
        found);
  }

  @Override
  public int of(Map<String, String> labels) {
    return SampleName.UNLABELLED;
  }

  @Override
  public NamedBatch labelled(NamedBatch batch) {
    List<SampleName> samples = batch.samples();
    int[] classes = new int[samples.size() * perSample];
    Arrays.fill(classes, LocalLoss.UNLABELLED);
    for (int i = 0; i < samples.size(); i++) {
      write(samples.get(i), classes, i * perSample);
    }
    return new NamedBatch(batch.batch().withClasses(classes), samples);
  }

  /** Crops start anywhere: what counts is the nearest of the labels' starts. */
  private void write(SampleName sample, int[] classes, int at) {
    short[] labels = recordings.get(sample.key());
    int first = (sample.start() + loss.hop() / 2) / loss.hop() - loss.offset();
    for (int t = Math.max(0, -first); t < Math.min(perSample, labels.length - first); t++) {
      classes[at + t] = labels[first + t];
    }
  }
}
