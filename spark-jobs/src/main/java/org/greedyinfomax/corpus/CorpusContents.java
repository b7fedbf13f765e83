package org.greedyinfomax.corpus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.Serializable;
import org.greedyinfomax.ContentKind;

/** The fields of a manifest that depend on the kind of the corpus. */
@JsonSubTypes({
  @JsonSubTypes.Type(value = AudioContents.class, name = "audio"),
  @JsonSubTypes.Type(value = ImageContents.class, name = "images")
})
public sealed interface CorpusContents extends Serializable permits AudioContents, ImageContents {

  /** Returns what the rows hold. */
  ContentKind kind();

  /** Returns how many numbers a sample or a pixel has. */
  int channels();

  /**
   * Returns what a corpus holds, in a sentence.
   *
   * @param sources recordings or files of images that the rows were made of
   */
  String summary(long rows, long sources);
}
