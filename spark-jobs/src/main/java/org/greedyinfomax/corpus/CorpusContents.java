package org.greedyinfomax.corpus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.Serializable;

/** The fields of a manifest that depend on the kind of the corpus. */
@JsonSubTypes({
  @JsonSubTypes.Type(value = AudioContents.class, name = "audio"),
  @JsonSubTypes.Type(value = ImageContents.class, name = "images")
})
public sealed interface CorpusContents extends Serializable permits AudioContents, ImageContents {

  /** Returns how many numbers a sample or a pixel has. */
  int channels();
}
