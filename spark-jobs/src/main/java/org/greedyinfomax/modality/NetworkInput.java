package org.greedyinfomax.modality;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.RandomStream;

/** How rows of a corpus become what the lowest module receives. */
public sealed interface NetworkInput extends Serializable permits RecordingInput, PictureInput {

  /**
   * Where a training sample lies in what it was cut from.
   *
   * @param start its first sample, or its first pixel, counted row by row
   * @param mirrored whether left and right are exchanged
   */
  record View(int start, boolean mirrored) {}

  /**
   * Checks that a network can take a recording or picture that no corpus holds.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it is too small, or has too few channels
   */
  void requireTakes(Content content, String name) throws BadFileException;

  /** What training samples there are, the smallest first. */
  List<SampleShape> samples();

  /**
   * Writes a training sample: a random part of the content, normalized.
   *
   * @param sample one of {@link #samples}
   * @param random of this row and epoch
   * @param at where it begins in {@code into}
   */
  View crop(Content content, SampleShape sample, RandomStream random, float[] into, int at);

  /** All of a recording, or the middle of a picture, normalized: what is encoded. */
  MiniBatch.Samples whole(Content content);
}
