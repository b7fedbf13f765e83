package org.greedyinfomax.ingest.listing;

import java.io.Serializable;

/**
 * Where in an archive a file is.
 *
 * @param number of the member in the order of the archive, counted from 0
 * @param member its path in the archive
 * @param stem what the path begins with and what names its row
 * @param isSizeKnown whether the archive says beforehand how many bytes it has
 * @param bytesOfArchive of the archive's file
 */
public record ArchivePlace(
    int number, String member, String stem, boolean isSizeKnown, long bytesOfArchive)
    implements Serializable {

  /** Of a file that is in none. */
  static final ArchivePlace NONE = new ArchivePlace(-1, "", "", true, 0);

  /** Returns how a member is called in lists: archive and member, with an exclamation mark. */
  static String path(String archive, String member) {
    return archive + "!" + member;
  }
}
