package org.greedyinfomax.data;

/** What was unusual about a file that could be read all the same; an ingest counts such files. */
public enum Remark {
  /** A stream to a pipe, or of a recorder that crashed: it was read to its end. */
  NO_LENGTH("have no length in their header and were read to their end"),
  /** The end of a WAV file is missing: what is there was read. */
  CUT_OFF("end before the length that their header gives; what there is was read"),
  /** Floating-point samples beyond full scale, which 16 bits would clip. */
  SCALED("have floating-point samples beyond full scale and were scaled down"),
  /** The mean of the channels has less than a hundredth of their power. */
  CANCELLED("have channels that cancel each other in their mean: see ingest.channel"),
  /** libjpeg warns of the data, as of bytes before the end, and decodes them. */
  WARNED_OF("have JPEG data that libjpeg warns of and were decoded all the same"),
  /** The marks of a picture file's end are missing or wrong, but no pixel is. */
  NO_END("have no proper end but all their pixels"),
  /** Transparent pixels were put on {@code ingest.background}. */
  COMPOSED("have transparent pixels, which were put on ingest.background"),
  /** Pixels of cyan, magenta, yellow and black. */
  FROM_CMYK("were converted from cyan, magenta, yellow and black, without their colour profile");

  private final String text;

  Remark(String text) {
    this.text = text;
  }

  /** Returns what the files did or what was done to them, after a count as in "3 files …". */
  public String text() {
    return text;
  }
}
