package org.greedyinfomax.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.synthesis.Phone;
import org.greedyinfomax.data.synthesis.SpeechSynthesizer;
import org.greedyinfomax.data.synthesis.SynthesisConfig;
import org.greedyinfomax.data.synthesis.Utterance;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.storage.Disk;

/**
 * Writes one share of a synthetic corpus: its sound files, and its lines of the two label files as
 * parts that the driver joins.
 */
final class SynthesisTask implements Function<Integer, Long> {

  static final String LABELS = "labels";
  static final String PHONES = "phones";

  /** Names of what tasks leave until the driver joins it, relative to the output. */
  static final String PART = "_parts/(?:labels|phones)-[0-9]{5}";

  private final SynthesisConfig corpus;
  private final int tasks;
  private final String output;
  private final SerializableConfiguration hadoop;

  SynthesisTask(
      SynthesisConfig corpus, int tasks, String output, SerializableConfiguration hadoop) {
    this.corpus = corpus;
    this.tasks = tasks;
    this.output = output;
    this.hadoop = hadoop;
  }

  /** Writes the share of one of the tasks and returns how many samples it has. */
  @Override
  public Long call(Integer task) throws IOException {
    SpeechSynthesizer synthesizer = new SpeechSynthesizer(corpus);
    Path root = new Path(output);
    StringBuilder labels = new StringBuilder();
    StringBuilder phones = new StringBuilder();
    long samples = 0;
    FileSystem files = root.getFileSystem(hadoop.value());
    for (long i = start(task); i < start(task + 1); i++) {
      Utterance utterance = synthesizer.utterance(i);
      samples += utterance.samples().length;
      try (OutputStream out = Disk.create(files, new Path(root, utterance.key() + ".wav"))) {
        WavWriter.write(out, corpus.sampleRate(), utterance.samples());
      }
      labels.append(utterance.key()).append('\t').append(utterance.voiceLabel());
      labels.append('\t').append(utterance.word().label()).append('\n');
      phones.append(utterance.key());
      for (Phone phone : utterance.phones()) {
        phones.append(' ').append(phone.number());
      }
      phones.append('\n');
    }
    write(files, part(root, LABELS, task), labels);
    write(files, part(root, PHONES, task), phones);
    return samples;
  }

  /** The first utterance of a task's share. */
  private long start(int task) {
    return (long) corpus.utterances() * task / tasks;
  }

  /** Where tasks leave their lines of the label files until the driver joins them. */
  private static Path parts(Path output) {
    return new Path(output, "_parts");
  }

  /** Whether a name, relative to the output, is of what a task has left. */
  static boolean isPart(String name) {
    return name.matches(PART);
  }

  /** Where a task leaves its lines of a label file. */
  static Path part(Path output, String kind, int task) {
    return new Path(parts(output), Text.format("%s-%05d", kind, task));
  }

  private static void write(FileSystem files, Path path, StringBuilder text) throws IOException {
    try (OutputStream out = Disk.create(files, path)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
