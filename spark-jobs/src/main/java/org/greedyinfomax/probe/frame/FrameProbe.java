package org.greedyinfomax.probe.frame;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.data.features.FrameGrid;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.probe.FitNotes;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.run.Checkpoint;

/**
 * Probes single frames for labels such as phones: of every module that has a frame every 10 ms, as
 * the labels have.
 *
 * <p>The labels are broadcast, 4 bytes a frame; vectors stay with the tasks that encode them.
 */
public final class FrameProbe {

  private final SparkSession spark;
  private final Corpus corpus;
  private final Recipe recipe;
  private final Encoding encoding;
  private final ProbeSettings settings;
  private final List<Integer> modules = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final FitNotes fitNotes = new FitNotes();

  /**
   * Makes a probe.
   *
   * @throws IllegalArgumentException if no module's frames are as long as the labels' are
   */
  public FrameProbe(
      SparkSession spark, Corpus corpus, Recipe recipe, Encoding encoding, ProbeSettings settings) {
    this.spark = spark;
    this.corpus = corpus;
    this.recipe = recipe;
    this.encoding = encoding;
    this.settings = settings;
    Check.argument(
        recipe.input() instanceof InputSettings.Audio,
        "probe.frameLabels are labels of recordings, but the run is one of images: leave them out");
    int rate = recipe.audio().sampleRate();
    List<String> others = new ArrayList<>();
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      int hop = recipe.stack().hop(m);
      if (100L * hop == rate) {
        modules.add(m);
      } else {
        others.add(Text.format("%s (%d)", name(m), hop));
      }
    }
    Check.argument(
        !modules.isEmpty(),
        "no module has a frame every 10 ms, as probe.frameLabels have: that is every %s samples at"
            + " %d Hz, but modules have one every so many: %s",
        rate / 100.0,
        rate,
        String.join(", ", others));
    if (!others.isEmpty()) {
      notes.add(
          Text.format(
              "frames are labelled every %d samples; left out are modules with frames every so many: %s",
              rate / 100, String.join(", ", others)));
    }
  }

  private String name(int module) {
    return recipe.stack().modules().get(module).name();
  }

  /**
   * Probes.
   *
   * @return for the MFCC, if the raw input was asked for, and for each module, lowest first
   * @throws IllegalArgumentException if the file of labels cannot be used
   */
  public List<FrameResult> run(Checkpoint trained) throws IOException {
    Dataset<Row> labels =
        FrameLabelFile.read(spark, settings.frameLabels()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<FrameResult> results = new ArrayList<>();
      Dataset<Row> raw = labelled(encoding.raw(corpus, Pooling.NONE), labels);
      try {
        requireLabelsFit(raw);
        if (settings.raw()) {
          results.add(
              judge(Encoding.RAW, "of the raw input", raw, 0)); // its frames are the labels'
        }
      } finally {
        raw.unpersist();
      }
      List<FrameResult> after = judge(trained, "trained", labels);
      List<FrameResult> before = judge(Checkpoint.untrained(recipe), "untrained", labels);
      for (int i = 0; i < after.size(); i++) {
        results.add(after.get(i).beside(before.get(i)));
      }
      return results;
    } finally {
      labels.unpersist();
    }
  }

  /** What is to be said of the results, a sentence each; complete when {@link #run} is through. */
  public List<String> notes() {
    return Stream.concat(notes.stream(), fitNotes.sentences().stream()).toList();
  }

  private List<FrameResult> judge(Checkpoint checkpoint, String which, Dataset<Row> labels)
      throws IOException {
    Dataset<Row> frames = labelled(encoding.of(corpus, checkpoint, modules, Pooling.NONE), labels);
    try {
      return modules.stream()
          .map(m -> judge(name(m), "of " + name(m) + ", " + which, frames, settings.frameOffset()))
          .toList();
    } finally {
      frames.unpersist();
    }
  }

  private FrameResult judge(String module, String what, Dataset<Row> frames, int offset) {
    spark.sparkContext().setJobDescription("probe frames of " + module);
    return FramePairs.judge(
        module,
        FramePairs.of(frames, module, offset),
        settings,
        found -> fitNotes.add("frames " + what, found));
  }

  private Dataset<Row> labelled(Dataset<Row> utterances, Dataset<Row> labels) {
    return new TestSplit(settings)
        .mark(utterances)
        .join(broadcast(labels), col("key").equalTo(col(FrameLabelFile.KEY)))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private void requireLabelsFit(Dataset<Row> raw) {
    long found = raw.count();
    long missing = corpus.manifest().rows() - found;
    Check.argument(
        found > 0,
        "probe.frameLabels = %s has a line for none of the %d recordings of %s: lines begin with"
            + " a recording's key",
        settings.frameLabels(),
        missing,
        corpus.path());
    if (missing > 0) {
      notes.add(Text.format("%d recordings have no line in %s", missing, settings.frameLabels()));
    }
    Dataset<Row> counts =
        raw.select(
            col("key"),
            col(FrameLabelFile.LINE),
            size(col(FrameLabelFile.LABELS)).as("gim_found"),
            size(col(Encoding.RAW)).as("gim_expected"));
    for (Row wrong : FrameLabelFile.first(counts.where("gim_found <> gim_expected"))) {
      FrameGrid grid = FrameGrid.at(recipe.audio().sampleRate());
      throw new IllegalArgumentException(
          Text.format(
                  "%s, line %d: %s has %d labels, but %d frames of %d samples every %d: are they labels of",
                  settings.frameLabels(),
                  wrong.getLong(1),
                  wrong.getString(0),
                  wrong.getInt(2),
                  wrong.getInt(3),
                  grid.window(),
                  grid.hop())
              + " another recording, or of frames of another length?");
    }
  }
}
