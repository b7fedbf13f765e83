package org.greedyinfomax.corpus;

import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;

/**
 * The fields of a manifest that only a corpus of images has.
 *
 * @param channels of every picture: 1 if they are grey, 3 if they are in colour
 * @param leastRows height of the lowest picture
 * @param leastColumns width of the narrowest picture
 * @param greyMean of the pixels in grey, as a fraction of white (255)
 * @param greyStandardDeviation of the pixels in grey around that mean, as a fraction of white
 * @see org.greedyinfomax.data.Picture#grey
 */
public record ImageContents(
    int channels, int leastRows, int leastColumns, double greyMean, double greyStandardDeviation)
    implements CorpusContents {

  public ImageContents {
    Check.argument(channels == 1 || channels == 3, "channels must be 1 or 3, but are %d", channels);
    Check.argument(
        leastRows >= 1 && leastColumns >= 1,
        "leastRows and leastColumns must be at least 1, but are %d and %d",
        leastRows,
        leastColumns);
    CorpusManifest.requireStatistics("grey", greyMean, greyStandardDeviation);
  }

  @Override
  public ContentKind kind() {
    return ContentKind.IMAGES;
  }

  @Override
  public String summary(long rows, long sources) {
    return Text.format(
        "%d pictures%s in %s, of at least %d x %d pixels",
        rows,
        rows == sources ? "" : Text.format(" of %d files", sources),
        channels == 1 ? "grey" : "colour",
        leastColumns,
        leastRows);
  }
}
