package org.greedyinfomax.ingest;

import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.ingest.survey.Amount;
import org.greedyinfomax.ingest.survey.InputFormat;

/**
 * The content of a row, and what it was before it was converted.
 *
 * @param content as the corpus holds it
 * @param format in which it came
 * @param amount of samples or pixels that it came with
 */
record ReadContent(Content content, InputFormat format, Amount amount) {

  /**
   * A content of which nothing else is known than what it became.
   *
   * @param title what it was read from
   */
  static ReadContent of(String title, Content content) {
    if (content instanceof Clip clip) {
      return new ReadContent(
          clip, new InputFormat(title, clip.sampleRate(), 1), Amount.one(clip.samples().length));
    }
    Picture picture = (Picture) content;
    return new ReadContent(
        picture,
        InputFormat.ofPictures(title),
        Amount.one((long) picture.rows() * picture.columns()));
  }
}
