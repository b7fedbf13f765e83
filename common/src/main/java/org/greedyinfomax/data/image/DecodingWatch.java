package org.greedyinfomax.data.image;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Ends a decoder of pictures, between two of its rows, that has taken all of its time. */
public final class DecodingWatch implements IIOReadProgressListener {

  private final ImageReader reader;
  private final PictureInput in;
  private boolean hasStopped;

  public DecodingWatch(ImageReader reader, PictureInput in) {
    this.reader = reader;
    this.in = in;
  }

  /** Whether the decoder was ended, so that the picture is not whole. */
  public boolean hasStopped() {
    return hasStopped;
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    if (in.isOverdue()) {
      hasStopped = true;
      reader.abort();
    }
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
