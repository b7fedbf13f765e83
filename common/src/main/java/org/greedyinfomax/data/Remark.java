package org.greedyinfomax.data;

/** What was unusual about a file that could be read all the same; an ingest counts such files. */
public enum Remark {
  /** A stream to a pipe, or of a recorder that crashed: it was read to its end. */
  NO_LENGTH(
      "have no length in their header and were read to their end",
      "has no length in its header and was read to its end"),
  /** The end of a WAV file is missing: what is there was read. */
  CUT_OFF(
      "end before the length that their header gives; what there is was read",
      "ends before the length that its header gives; what there is was read"),
  /** Floating-point samples beyond full scale, which 16 bits would clip. */
  SCALED(
      "have floating-point samples beyond full scale and were scaled down",
      "has floating-point samples beyond full scale and was scaled down"),
  /** The mean of the channels has less than a hundredth of their power. */
  CANCELLED(
      "have channels that cancel each other in their mean: see ingest.channel",
      "has channels that cancel each other in their mean: see ingest.channel"),
  /** libjpeg warns of the data, as of bytes before the end, and decodes them. */
  WARNED_OF(
      "have JPEG data that libjpeg warns of and were decoded all the same",
      "has JPEG data that libjpeg warns of and was decoded all the same"),
  /** The marks of a picture file's end are missing or wrong, but no pixel is. */
  NO_END("have no proper end but all their pixels", "has no proper end but all its pixels"),
  /** Transparent pixels were put on {@code ingest.background}. */
  COMPOSED(
      "have transparent pixels, which were put on ingest.background",
      "has transparent pixels, which were put on ingest.background"),
  /** Pixels of cyan, magenta, yellow and black. */
  FROM_CMYK(
      "were converted from cyan, magenta, yellow and black, without their colour profile",
      "was converted from cyan, magenta, yellow and black, without its colour profile");

  private final String text;
  private final String textOfOne;

  Remark(String text, String textOfOne) {
    this.text = text;
    this.textOfOne = textOfOne;
  }

  /** Returns what the files did or what was done to them, after a count as in "3 files …". */
  public String text() {
    return text;
  }

  /**
   * Returns what a file did or what was done to it, as the end of a sentence that begins with it.
   */
  public String textOfOne() {
    return textOfOne;
  }
}
