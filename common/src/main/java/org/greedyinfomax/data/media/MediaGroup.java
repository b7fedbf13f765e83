package org.greedyinfomax.data.media;

/** What a medium is for. */
public enum MediaGroup {
  AUDIO("a recording"),
  IMAGE("a picture"),
  VIDEO("a video"),
  ARCHIVE("an archive"),
  TABLE("a table or an array"),
  DOCUMENT("a document");

  private final String text;

  MediaGroup(String text) {
    this.text = text;
  }

  /** Returns what a file of the group is, with its article. */
  public String text() {
    return text;
  }
}
