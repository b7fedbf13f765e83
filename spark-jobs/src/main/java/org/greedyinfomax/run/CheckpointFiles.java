package org.greedyinfomax.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.WholeFile;

/** Names of what lies in {@code checkpoints/}, relative to it. */
final class CheckpointFiles {

  private static final Pattern MANIFEST = Pattern.compile("round-([0-9]{6,9})\\.json");
  private static final Pattern FOLDER = Pattern.compile("round-[0-9]{6,9}");
  private static final Pattern STATES = Pattern.compile("round-[0-9]{6,9}/([^/]+)\\.safetensors");

  private CheckpointFiles() {}

  /** The manifest of a round. */
  static String manifest(int rounds) {
    return Text.format("round-%06d.json", rounds);
  }

  /** Where the states after a round are. */
  static String folder(int rounds) {
    return Text.format("round-%06d", rounds);
  }

  /** The states of a module after a round. */
  static String states(int rounds, String module) {
    return Text.format("%s/%s.safetensors", folder(rounds), module);
  }

  static boolean isManifest(String name) {
    return MANIFEST.matcher(name).matches();
  }

  /**
   * Whether training writes a file of this name.
   *
   * @param modules of the run
   */
  static boolean isOurs(String name, Set<String> modules) {
    Matcher states = STATES.matcher(name);
    return isManifest(WholeFile.ofTemporary(name).orElse(name))
        || (states.matches() && modules.contains(states.group(1)));
  }

  /** Finished rounds of each checkpoint in a directory, ascending. */
  static List<Integer> committed(Configuration hadoop, Path directory) throws IOException {
    List<Integer> rounds = new ArrayList<>();
    try {
      for (FileStatus status : directory.getFileSystem(hadoop).listStatus(directory)) {
        Matcher name = MANIFEST.matcher(status.getPath().getName());
        if (name.matches()) {
          rounds.add(Integer.valueOf(name.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return List.of(); // none was ever written
    }
    return rounds.stream().sorted().toList();
  }

  /**
   * Reads a manifest.
   *
   * @throws DamagedCheckpointException if it is damaged
   * @throws IllegalArgumentException if it is of another version
   */
  static CheckpointManifest manifest(Configuration hadoop, Path file) throws IOException {
    try {
      return JsonFile.read(
          hadoop,
          file,
          CheckpointManifest.class,
          CheckpointManifest.VERSION,
          "start a new run, or go on with the program that has written it");
    } catch (JsonFile.DamagedException e) {
      throw new DamagedCheckpointException(file, e.problem(), e);
    } catch (ChecksumException e) {
      throw new DamagedCheckpointException(file, "its bytes have changed", e);
    }
  }

  /** Modules of which a directory's manifests name states, as far as they can be read. */
  static Set<String> modules(Configuration hadoop, Path directory) throws IOException {
    Set<String> modules = new HashSet<>();
    for (int rounds : committed(hadoop, directory)) {
      modules.addAll(namesIn(hadoop, new Path(directory, manifest(rounds))));
    }
    return modules;
  }

  private static Set<String> namesIn(Configuration hadoop, Path manifest) throws IOException {
    try {
      return manifest(hadoop, manifest).modules().stream()
          .map(CheckpointManifest.ModuleFile::module)
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException unreadable) {
      return Set.of();
    }
  }

  /**
   * What killed processes have left: states that no manifest names, and unfinished manifests.
   *
   * @param modules of the run
   */
  static List<Leftover> leftovers(Configuration hadoop, Path directory, Set<String> modules)
      throws IOException {
    return Leftover.in(
        hadoop,
        directory,
        (name, names) ->
            WholeFile.ofTemporary(name).filter(CheckpointFiles::isManifest).isPresent()
                || (FOLDER.matcher(name).matches() && !names.contains(name + ".json")),
        name -> isOurs(name, modules));
  }
}
