package org.greedyinfomax.ingest.survey;

import java.io.Serializable;

/**
 * How much there is of a format, in samples a channel of recordings, or in pixels of pictures.
 *
 * @param contents recordings or pictures
 * @param total of all together
 * @param least of the shortest or smallest
 * @param most of the longest or largest
 */
public record SizeStatistics(int contents, long total, long least, long most)
    implements Serializable {

  /** One content. */
  public static SizeStatistics one(long size) {
    return new SizeStatistics(1, size, size, size);
  }

  /** Adds more of the same format. */
  public SizeStatistics plus(SizeStatistics other) {
    return new SizeStatistics(
        contents + other.contents,
        total + other.total,
        Math.min(least, other.least),
        Math.max(most, other.most));
  }
}
