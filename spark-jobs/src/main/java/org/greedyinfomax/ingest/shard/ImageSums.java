package org.greedyinfomax.ingest.shard;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.corpus.ImageContents;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;

/**
 * Sums over pictures.
 *
 * @param channels of all pictures; none if there is no picture
 * @param grey of all pictures in grey
 * @param leastRows height of the lowest picture
 * @param leastColumns width of the narrowest picture
 */
record ImageSums(List<SampleSums> channels, SampleSums grey, int leastRows, int leastColumns)
    implements ContentSums {

  static final ImageSums NONE =
      new ImageSums(List.of(), SampleSums.NONE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final double WHITE = 255;

  ImageSums {
    channels = List.copyOf(channels);
  }

  /** Sums over one picture. */
  static ImageSums of(Picture picture) {
    List<SampleSums> channels = new ArrayList<>();
    for (int channel = 0; channel < picture.channels(); channel++) {
      channels.add(SampleSums.of(picture.pixels(), channel, picture.channels()));
    }
    return new ImageSums(
        channels, SampleSums.of(picture.grey().pixels(), 0, 1), picture.rows(), picture.columns());
  }

  @Override
  public ImageSums plus(Content content, String name) {
    return plus(of((Picture) content));
  }

  @Override
  public ImageSums plus(ContentSums other) {
    ImageSums more = (ImageSums) other;
    if (channels.isEmpty() || more.channels.isEmpty()) {
      return channels.isEmpty() ? more : this;
    }
    List<SampleSums> sums = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      sums.add(channels.get(channel).plus(more.channels.get(channel)));
    }
    return new ImageSums(
        sums,
        grey.plus(more.grey),
        Math.min(leastRows, more.leastRows),
        Math.min(leastColumns, more.leastColumns));
  }

  @Override
  public ImageContents contents() {
    return new ImageContents(
        channels.size(), leastRows, leastColumns, grey.mean(WHITE), grey.standardDeviation(WHITE));
  }

  @Override
  public List<Double> mean() {
    return channels.stream().map(sums -> sums.mean(WHITE)).toList();
  }

  @Override
  public List<Double> standardDeviation() {
    return channels.stream().map(sums -> sums.standardDeviation(WHITE)).toList();
  }
}
