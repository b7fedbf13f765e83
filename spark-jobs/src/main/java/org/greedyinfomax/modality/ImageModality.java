package org.greedyinfomax.modality;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.ImageContents;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;

/** Images, compared with their pixels, as a single frame. */
record ImageModality(InputSettings.Images settings) implements Modality {

  private static final Normalization GREY_STL10 =
      new Normalization(List.of(0.4120), List.of(0.2570));
  private static final Normalization STL10 =
      new Normalization(List.of(0.4313, 0.4156, 0.3663), List.of(0.2683, 0.2610, 0.2687));

  @Override
  public String rows() {
    return "images";
  }

  @Override
  public String rawName() {
    return "pixels";
  }

  @Override
  public void requireFits(Corpus corpus) {
    ImageContents images = corpus.images();
    Check.argument(
        images.channels() >= settings.channels(),
        "the corpus %s is grey, but input.channels is %d: ingest it in colour or set"
            + " input.channels = 1",
        corpus.path(),
        settings.channels());
    Check.argument(
        Math.min(images.leastRows(), images.leastColumns()) >= settings.cropSize(),
        "the corpus %s has pictures of %d rows or %d columns, but input.cropSize is %d: ingest it"
            + " with ingest.minSize = %d or ingest.size = %d, or change the recipe",
        corpus.path(),
        images.leastRows(),
        images.leastColumns(),
        settings.cropSize(),
        settings.cropSize(),
        settings.cropSize());
  }

  /**
   * Returns that of all pixels; of a corpus in colour that a network sees in grey, that of grey.
   */
  @Override
  public Normalization normalization(CorpusManifest corpus) {
    ImageContents images = (ImageContents) corpus.contents();
    return isGrey()
        ? new Normalization(List.of(images.greyMean()), List.of(images.greyStandardDeviation()))
        : new Normalization(corpus.mean(), corpus.standardDeviation());
  }

  private boolean isGrey() {
    return settings.channels() == Picture.GREY;
  }

  @Override
  public Normalization referenceNormalization() {
    return isGrey() ? GREY_STL10 : STL10;
  }

  @Override
  public NetworkInput input(Normalization normalization) {
    return new PictureInput(settings, normalization);
  }

  /** Returns the pixels that a network sees before they are cut: one patch as large as the crop. */
  @Override
  public RawFeatures rawFeatures(Normalization normalization) {
    int size = settings.cropSize();
    NetworkInput uncut =
        new PictureInput(
            new InputSettings.Images(size, settings.channels(), size, size, settings.flip()),
            normalization);
    return content -> uncut.whole(content).numbers();
  }

  @Override
  public int rawChannels() {
    return settings.cropSize() * settings.cropSize() * settings.channels();
  }

  @Override
  public List<String> nuisanceNames() {
    return List.of("brightness", "contrast");
  }

  @Override
  public double[] nuisances(Content content) {
    return Brightness.of(((Picture) content).grey());
  }

  @Override
  public ModalityCard card(Normalization normalization) {
    return new ImageCard(settings, normalization);
  }
}
