package org.greedyinfomax.modality;

import java.util.List;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.RandomStream;

/** Recordings of any length: cropped to train on, whole to encode; silence beyond their ends. */
final class RecordingInput implements NetworkInput {

  private static final long serialVersionUID = 1;
  private static final double FULL_SCALE = 32768;

  private final InputSettings.Audio settings;
  private final Normalization ofCorpus;
  private final boolean isNormalizedByItself;
  private final int fewestSamples;

  RecordingInput(InputSettings.Audio settings, StackSpec stack, Normalization normalization) {
    this.settings = settings;
    ofCorpus = normalization;
    isNormalizedByItself = settings.isNormalizedByRecording();
    fewestSamples = stack.fewestFrames();
  }

  /** Takes all: what is too short for a frame is filled up with silence. */
  @Override
  public void requireTakes(Content content, String name) {}

  @Override
  public List<SampleShape> samples() {
    return settings.samples();
  }

  @Override
  public View crop(Content content, SampleShape sample, RandomStream random, float[] into, int at) {
    short[] samples = ((Clip) content).samples();
    int start = random.below(Math.max(0, samples.length - sample.places()) + 1);
    write(samples, start, sample.places(), into, at);
    return new View(start, false);
  }

  @Override
  public MiniBatch.Samples whole(Content content) {
    short[] samples = ((Clip) content).samples();
    float[] signal = new float[Math.max(samples.length, fewestSamples)];
    write(samples, 0, signal.length, signal, 0);
    return new MiniBatch.Samples(signal, new SampleShape.Sequence(signal.length, 1));
  }

  /** The whole recording counts, so that a crop of it looks in training as it does in encoding. */
  private void write(short[] samples, int start, int count, float[] into, int at) {
    Normalization normalization =
        isNormalizedByItself ? Normalization.ofRecording(samples) : ofCorpus;
    for (int i = 0; i < count; i++) {
      double value = start + i < samples.length ? samples[start + i] / FULL_SCALE : 0;
      into[at + i] = normalization.apply(0, value);
    }
  }
}
