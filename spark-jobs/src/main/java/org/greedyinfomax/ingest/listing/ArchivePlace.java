package org.greedyinfomax.ingest.listing;

import java.io.Serializable;

/**
 * Where in an archive a file is.
 *
 * @param number of the member in the order of the archive, counted from 0
 * @param member its path in the archive
 * @param stem what the path begins with and what names its row
 * @param isSizeKnown whether the archive says beforehand how many bytes it has
 */
public record ArchivePlace(int number, String member, String stem, boolean isSizeKnown)
    implements Serializable {

  /** Of a file that is in none. */
  static final ArchivePlace NONE = new ArchivePlace(-1, "", "", true);

  /** Returns how a member is called in lists: archive and member, with an exclamation mark. */
  static String path(String archive, String member) {
    return archive + "!" + member;
  }
}
