package org.greedyinfomax.modality;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.features.Mfcc;
import org.greedyinfomax.model.spec.StackSpec;

/** Recordings, compared with their MFCC. */
record RecordingModality(InputSettings.Audio settings, StackSpec stack) implements Modality {

  private static final Normalization LIBRISPEECH =
      new Normalization(List.of(-6.7810e-4), List.of(0.0630056));

  @Override
  public String rows() {
    return "recordings";
  }

  @Override
  public String rawName() {
    return "MFCC";
  }

  @Override
  public void requireFits(Corpus corpus) {
    int rate = corpus.audio().sampleRate();
    Check.argument(
        rate == settings.sampleRate(),
        "the corpus %s has %d samples per second, but input.sampleRate is %d: ingest it at that"
            + " rate or change the recipe",
        corpus.path(),
        rate,
        settings.sampleRate());
  }

  @Override
  public Normalization normalization(CorpusManifest corpus) {
    return new Normalization(corpus.mean(), corpus.standardDeviation());
  }

  @Override
  public Normalization referenceNormalization() {
    return LIBRISPEECH;
  }

  @Override
  public NetworkInput input(Normalization normalization) {
    return new RecordingInput(settings, stack, normalization);
  }

  @Override
  public RawFeatures rawFeatures(Normalization normalization) {
    Mfcc mfcc = new Mfcc(settings.sampleRate());
    return content -> mfcc.of(((Clip) content).samples());
  }

  @Override
  public int rawChannels() {
    return Mfcc.CHANNELS;
  }

  @Override
  public List<String> nuisanceNames() {
    return List.of("level", "noise");
  }

  @Override
  public double[] nuisances(Content content) {
    return Loudness.of((Clip) content);
  }

  @Override
  public ModalityCard card(Normalization normalization) {
    return new RecordingCard(settings, stack, normalization);
  }
}
