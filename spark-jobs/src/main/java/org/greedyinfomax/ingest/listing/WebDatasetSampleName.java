package org.greedyinfomax.ingest.listing;

/** Names of members as WebDataset reads them. */
final class WebDatasetSampleName {

  private WebDatasetSampleName() {}

  /** Returns what all members of a sample begin with: up to the first dot of the last part. */
  static String key(String member) {
    int dot = member.indexOf('.', member.lastIndexOf('/') + 1);
    return dot < 0 ? member : member.substring(0, dot);
  }

  /** Returns what tells the members of a sample apart, without the first dot; may be empty. */
  static String extension(String member) {
    return member.substring(Math.min(member.length(), key(member).length() + 1));
  }
}
