package org.greedyinfomax.corpus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.Serializable;

/** What the rows of a corpus hold, as far as one kind of corpus has it and the other has not. */
@JsonSubTypes({
  @JsonSubTypes.Type(value = AudioContents.class, name = "audio"),
  @JsonSubTypes.Type(value = ImageContents.class, name = "images")
})
public sealed interface CorpusContents extends Serializable permits AudioContents, ImageContents {

  /** Returns how many numbers a sample or a pixel has. */
  int channels();
}
