package org.greedyinfomax.ingest;

import java.util.List;
import org.greedyinfomax.ingest.listing.RejectedFile;

/** More files cannot be used than an ingest may bear. */
public final class TooManyRejectedException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String sentence;

  @SuppressWarnings("serial") // made by List.copyOf
  private final List<RejectedFile> rejected;

  TooManyRejectedException(String sentence, List<RejectedFile> rejected) {
    this(sentence, "", rejected);
  }

  private TooManyRejectedException(String sentence, String more, List<RejectedFile> rejected) {
    super(sentence + more);
    this.sentence = sentence;
    this.rejected = List.copyOf(rejected);
  }

  /** Returns the same, with the file in its message that lists them. */
  public TooManyRejectedException listedIn(String file) {
    return new TooManyRejectedException(sentence, "; " + file + " lists them", rejected);
  }

  /** Returns the same, without a file in its message. */
  public TooManyRejectedException unlisted() {
    return new TooManyRejectedException(sentence, rejected);
  }

  /** Returns those that are known; there may be more. */
  public List<RejectedFile> rejected() {
    return rejected;
  }
}
