package org.greedyinfomax.ingest.shard;

import java.util.Set;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.conversion.Heard;
import org.greedyinfomax.data.conversion.VideoSummary;
import org.greedyinfomax.ingest.survey.InputFormat;
import org.greedyinfomax.ingest.survey.SizeStatistics;

/**
 * What the content of a row was before it was converted.
 *
 * @param format in which it came
 * @param amount of samples or pixels that it came with
 * @param remarks what was unusual about it
 */
public record ReadContent(InputFormat format, SizeStatistics amount, Set<Remark> remarks) {

  public ReadContent {
    remarks = Set.copyOf(remarks);
  }

  /**
   * A recording.
   *
   * @param title what it was read from
   */
  public static ReadContent of(String title, Heard heard) {
    return new ReadContent(
        new InputFormat(title, heard.sampleRate(), heard.channels()),
        SizeStatistics.one(heard.frames()),
        heard.remarks());
  }

  /**
   * A video.
   *
   * @param title what it was read from
   */
  public static ReadContent of(String title, VideoSummary video) {
    return new ReadContent(
        InputFormat.ofPictures(title + ", videos"),
        SizeStatistics.one(video.pixels()),
        video.remarks());
  }

  /**
   * A picture of which nothing else is known than what it became.
   *
   * @param title what it was read from
   */
  public static ReadContent of(String title, Picture picture) {
    return new ReadContent(
        InputFormat.ofPictures(title),
        SizeStatistics.one((long) picture.rows() * picture.columns()),
        picture.remarks());
  }
}
