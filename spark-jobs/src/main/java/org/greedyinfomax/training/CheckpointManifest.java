package org.greedyinfomax.training;

import java.util.List;

/**
 * What belongs to a checkpoint; written last, so a checkpoint without it does not exist.
 *
 * @param version of the format, {@link #VERSION}
 * @param rounds finished
 * @param recipeHash of what training depends on
 * @param hash of all states together, see {@link Checkpoint#hash}
 * @param modules lowest first
 */
record CheckpointManifest(
    int version, int rounds, String recipeHash, String hash, List<ModuleFile> modules) {

  static final int VERSION = 1;

  /**
   * A module's state.
   *
   * @param module its name
   * @param file relative to the checkpoints' directory
   * @param bytes of the file
   * @param sha256 of the file
   */
  record ModuleFile(String module, String file, long bytes, String sha256) {}
}
