package org.greedyinfomax.ingest.listing;

/** Names that say of a file or folder that it is not meant, as Spark and Hadoop take them. */
final class HiddenNames {

  private HiddenNames() {}

  /** Whether a name, without folders before it, is one. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
