package org.greedyinfomax.run;

import java.util.List;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;

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

  static final int VERSION = 2;

  /**
   * A module's state.
   *
   * @param module its name
   * @param file relative to the checkpoints' directory, as in {@code
   *     round-000010/conv1.safetensors}: a manifest may come from somebody else, and leads nowhere
   *     else
   * @param bytes of the file
   * @param sha256 of the file
   */
  record ModuleFile(String module, String file, long bytes, String sha256) {

    private static final Pattern NAME =
        Pattern.compile("round-[0-9]{6,9}/[a-z][a-z0-9-]*\\.safetensors");

    ModuleFile {
      Check.argument(
          NAME.matcher(file).matches(),
          "a module's file must be named like round-000010/MODULE.safetensors, but is \"%s\"",
          Printable.line(file));
    }
  }
}
