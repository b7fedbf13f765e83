package org.greedyinfomax.ingest.listing;

/** What is done with archives below the inputs. */
public enum ArchiveUse {
  /** They are left out. */
  CLOSED,
  /** They are as folders: each of their members is by itself. */
  FOLDERS,
  /**
   * Those of tar are shards of WebDataset: members whose names agree up to their first dot are a
   * sample, a recording or picture with its labels.
   */
  SAMPLES
}
