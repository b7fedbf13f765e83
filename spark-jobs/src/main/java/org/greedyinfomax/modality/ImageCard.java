package org.greedyinfomax.modality;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;

/** An encoder of images. */
record ImageCard(InputSettings.Images settings, Normalization normalization)
    implements ModalityCard {

  @Override
  public String input() {
    return Text.format(
        "`image`, `[batch, channel, row, column]`: %1$d x %1$d pixels, %2$s; full scale is 1, so bytes"
            + " are divided by 255. Of larger pictures `gim encode` takes the middle. %3$s The model"
            + " cuts the image into %4$d x %4$d patches of %5$d x %5$d pixels, %6$d apart, numbered"
            + " row by row.",
        settings.cropSize(),
        settings.channels() == 1 ? "in grey (0.299 R + 0.587 G + 0.114 B)" : "red, green and blue",
        normalization.text(),
        settings.grid(),
        settings.patchSize(),
        settings.patchStride());
  }

  @Override
  public List<String> limits() {
    return List.of("- Images have the size above, and no other.");
  }

  @Override
  public String tensor() {
    return "image";
  }

  @Override
  public String otherFreeAxes() {
    return "";
  }

  @Override
  public String averagedOver() {
    return "patches";
  }

  @Override
  public String vectors() {
    return "[batch, patch, channel]; \"maps\" has all positions of each patch";
  }

  @Override
  public String intervalHeading() {
    return "a vector for";
  }

  @Override
  public String interval(int module) {
    return "each patch";
  }

  @Override
  public String crops(long samples) {
    return "crops";
  }
}
