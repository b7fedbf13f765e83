package org.greedyinfomax.modality;

import java.util.List;

/** What a model card says of what goes into an encoder and what comes out, in Markdown. */
public sealed interface ModalityCard permits RecordingCard, ImageCard {

  /** Returns what goes in. */
  String input();

  /** Returns what to beware of, a line each. */
  List<String> limits();

  /** Returns the name of an ONNX model's input. */
  String tensor();

  /** Returns which axes of an ONNX model's input and output are free, after "the batch is free". */
  String otherFreeAxes();

  /** Returns what a module's vectors are averaged over. */
  String averagedOver();

  /** Returns the axes of a module's vectors. */
  String vectors();

  /** Returns the heading of a column of {@link #interval}s. */
  String intervalHeading();

  /** Returns how far a module's vectors are apart. */
  String interval(int module);

  /** Returns what training samples are, and how much so many of them are together. */
  String crops(long samples);
}
