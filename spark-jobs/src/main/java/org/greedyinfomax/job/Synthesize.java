package org.greedyinfomax.job;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.SynthesisSettings.Microphones;
import org.greedyinfomax.data.synthesis.Phone;
import org.greedyinfomax.data.synthesis.SynthesisConfig;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;

/**
 * Writes a synthetic corpus of spoken words, the same bytes on any number of executors.
 *
 * <pre>
 *   v03/bado_v03_0012.wav   one word: 16-bit mono; the folder is the voice
 *   phones.tsv              number and name of each phone
 *   phones.txt              key and one phone number per 10 ms, as LibriSpeech's alignments have it
 *   labels.tsv              key, voice and word
 *   _gim.json               all of these; written last, when they have reached the disk
 * </pre>
 *
 * <p>A key is a file's path below the output, without its extension. A task may run again: it
 * writes the same files.
 */
public final class Synthesize {

  /** The command as it is typed. */
  static final String VERB = "synthesize";

  static final String LABELS = "labels.tsv";

  private static final String PHONES = "phones.txt";
  private static final String LEGEND = "phones.tsv";

  /** Recordings, and what tasks leave for the driver. */
  static final OutputDirectory.Unforeseen OF_TASKS =
      new OutputDirectory.Unforeseen(
          SynthesisTask.PART + "|(v[0-9]{2,})/[a-z]+_\\1_[0-9]{4,}\\.wav", "_parts|v[0-9]{2,}");

  private static final int UTTERANCES_PER_TASK = 250;
  private static final int MOST_TASKS = 4096;

  private final SparkSession spark;
  private final Options options;

  /** Makes the job; nothing happens before {@link #run}. */
  public Synthesize(SparkSession spark, Options options) {
    this.spark = spark;
    this.options = options;
  }

  /**
   * What to write, and where.
   *
   * @param corpus what to synthesize
   * @param output a directory on any file system that Hadoop knows, empty or not yet there
   * @param overwrite whether an older synthetic corpus in that place may be deleted
   */
  public record Options(SynthesisConfig corpus, String output, boolean overwrite) {

    /**
     * @throws IllegalArgumentException if the output has no name
     */
    public Options {
      Check.argument(!output.isBlank(), "the output directory must have a name, but is blank");
    }
  }

  /** What a recipe has synthesized. */
  public static SynthesisConfig configOf(Recipe recipe) {
    return SynthesisConfig.ofHours(
        recipe.seed(),
        recipe.audio().sampleRate(),
        recipe.synthesis().voices(),
        recipe.synthesis().hours(),
        recipe.synthesis().microphones() == Microphones.VOICE);
  }

  /**
   * What was written.
   *
   * @param utterances how many files
   * @param hours of audio
   * @param output where they are
   */
  public record Summary(int utterances, double hours, String output) {}

  /**
   * Writes the corpus.
   *
   * @throws IllegalArgumentException if there is something in the output directory that may not be
   *     deleted
   */
  public Summary run() {
    SynthesisConfig corpus = options.corpus();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path output = new Path(options.output());
    int tasks = Math.min(1 + (corpus.utterances() - 1) / UTTERANCES_PER_TASK, MOST_TASKS);

    try {
      FileSystem files = output.getFileSystem(hadoop);
      OutputDirectory folder =
          OutputDirectory.claim(hadoop, options.output(), VERB, options.overwrite(), OF_TASKS);
      Preflight.requireShared(spark, output);
      folder.begin(List.of(LABELS, PHONES, LEGEND));
      SynthesisTask task =
          new SynthesisTask(corpus, tasks, options.output(), new SerializableConfiguration(hadoop));
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      context.setJobDescription(Text.format("synthesize %d recordings", corpus.utterances()));
      long samples =
          context
              .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
              .map(task)
              .reduce(Long::sum);

      writeLegend(files, new Path(output, LEGEND));
      join(files, output, SynthesisTask.PHONES, tasks, "", PHONES);
      join(files, output, SynthesisTask.LABELS, tasks, "key\tvoice\tword\n", LABELS);
      Inventory.of(hadoop, output).delete(SynthesisTask::isPart);
      folder.commit();

      return new Summary(
          corpus.utterances(), samples / 3600.0 / corpus.sampleRate(), options.output());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the corpus to " + output, e);
    }
  }

  private static void writeLegend(FileSystem files, Path path) throws IOException {
    StringBuilder legend = new StringBuilder("number\tphone\n");
    for (Phone phone : Phone.values()) {
      legend.append(phone.number()).append('\t').append(phone.label()).append('\n');
    }
    try (OutputStream out = Disk.create(files, path)) {
      out.write(legend.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Puts the parts that the tasks left into one file, in the order of the utterances. */
  private static void join(
      FileSystem files, Path output, String kind, int tasks, String header, String name)
      throws IOException {
    try (OutputStream out = Disk.create(files, new Path(output, name))) {
      out.write(header.getBytes(StandardCharsets.UTF_8));
      for (int task = 0; task < tasks; task++) {
        try (FSDataInputStream in = files.open(SynthesisTask.part(output, kind, task))) {
          IOUtils.copyBytes(in, out, 1 << 16, false);
        }
      }
    }
  }
}
