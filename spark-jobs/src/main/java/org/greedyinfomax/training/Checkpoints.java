package org.greedyinfomax.training;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleSpec;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.WholeFile;

/**
 * The checkpoints of a run: {@code round-000010/MODULE.safetensors} for every module, and {@code
 * round-000010.json}, which is written last and names them. The two newest are kept.
 */
final class Checkpoints {

  private static final Pattern MANIFEST = Pattern.compile("round-([0-9]{6,9})\\.json");
  private static final Pattern STATES = Pattern.compile("round-[0-9]{6,9}");
  private static final int KEPT = 2;
  private static final String REMEDY =
      "delete the newest round-*.json in checkpoints/ to go on from the checkpoint before";

  private final Configuration hadoop;
  private final Path directory;
  private final StackSpec stack;
  private final String recipeHash;

  Checkpoints(Configuration hadoop, Path directory, Recipe recipe) {
    this.hadoop = hadoop;
    this.directory = directory;
    this.stack = recipe.stack();
    this.recipeHash = recipe.trainingHash();
  }

  /** Commits a checkpoint, and then deletes those that are too old. */
  void write(Checkpoint checkpoint) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    List<CheckpointManifest.ModuleFile> modules = new ArrayList<>();
    for (int m = 0; m < checkpoint.files().size(); m++) {
      String module = stack.modules().get(m).name();
      String name = Text.format("%s/%s.safetensors", name(checkpoint.rounds()), module);
      byte[] content = checkpoint.files().get(m);
      try (OutputStream out = files.create(new Path(directory, name), true)) {
        out.write(content);
      } catch (IOException | FSError e) { // an Error is what a full local disk is to Hadoop
        throw new IOException(
            Text.format("cannot write %s: %s", new Path(directory, name), e.getMessage()), e);
      }
      modules.add(
          new CheckpointManifest.ModuleFile(
              module, name, content.length, WholeFile.sha256(content)));
    }
    CheckpointManifest manifest =
        new CheckpointManifest(
            CheckpointManifest.VERSION,
            checkpoint.rounds(),
            recipeHash,
            checkpoint.hash(),
            modules);
    JsonFile.write(hadoop, manifestFile(checkpoint.rounds()), manifest);
    List<Integer> all = committed();
    for (int rounds : all.subList(0, Math.max(0, all.size() - KEPT))) {
      delete(rounds);
    }
  }

  /** Deletes the checkpoints after round {@code last}, of which the run is to take another way. */
  void truncate(int last) throws IOException {
    List<Integer> later = committed().stream().filter(rounds -> rounds > last).toList();
    for (int i = later.size() - 1; i >= 0; i--) { // the newest first: what is left is a run
      delete(later.get(i));
    }
  }

  private void delete(int rounds) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    files.delete(manifestFile(rounds), false); // first: a manifest never names what is gone
    files.delete(new Path(directory, name(rounds)), true);
  }

  /** What killed processes have left: states that no manifest names, and unfinished manifests. */
  static List<Leftover> leftovers(Configuration hadoop, Path directory) throws IOException {
    return Leftover.in(
        directory.getFileSystem(hadoop),
        directory,
        (name, names) ->
            WholeFile.isTemporary(name)
                || (STATES.matcher(name).matches() && !names.contains(name + ".json")));
  }

  /**
   * Reads the newest checkpoint, if there is one.
   *
   * @throws IllegalArgumentException if it is damaged or of another recipe
   */
  Optional<Checkpoint> latest() throws IOException {
    List<Integer> all = committed();
    return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1)));
  }

  /**
   * Reads the newest checkpoint that some rounds pass through, if there is one.
   *
   * @param stops of modules, as far as they are decided
   * @throws IllegalArgumentException if the run is already beyond their end, or a checkpoint is
   *     damaged or of another recipe
   */
  Optional<Checkpoint> latest(Rounds rounds, Stops stops) throws IOException {
    List<Integer> all = committed();
    for (int i = all.size() - 1; i >= 0; i--) {
      Checkpoint checkpoint = read(all.get(i));
      requireNotBeyond(rounds, checkpoint);
      if (rounds.passes(checkpoint, stops)) {
        return Optional.of(checkpoint);
      }
    }
    return Optional.empty();
  }

  private void requireNotBeyond(Rounds rounds, Checkpoint checkpoint) {
    for (int m = rounds.frozen(); m < checkpoint.states().size(); m++) {
      int steps = checkpoint.states().get(m).steps();
      int end = rounds.stepsOf(m, rounds.count());
      Check.argument(
          steps <= end,
          "the run in %s has already taken %d steps, but training.epochs = %d ends after %d: raise"
              + " training.epochs to at least %d, or start a new run",
          directory.getParent(),
          steps,
          rounds.epochs(),
          end,
          (steps + rounds.stepsPerEpoch() - 1) / rounds.stepsPerEpoch());
    }
  }

  /** Finished rounds of the newest checkpoint; 0 if there is none. */
  int newest() throws IOException {
    List<Integer> all = committed();
    return all.isEmpty() ? 0 : all.get(all.size() - 1);
  }

  /** Finished rounds of each checkpoint, ascending. */
  private List<Integer> committed() throws IOException {
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

  private Checkpoint read(int rounds) throws IOException {
    Path file = manifestFile(rounds);
    CheckpointManifest manifest =
        JsonFile.read(hadoop, file, CheckpointManifest.class, CheckpointManifest.VERSION, REMEDY);
    Check.argument(
        manifest.recipeHash().equals(recipeHash),
        "%s belongs to another recipe: resume with the recipe in config.conf of the run, or start a"
            + " new run",
        file);
    Check.argument(
        manifest.rounds() == rounds
            && manifest.modules().stream()
                .map(CheckpointManifest.ModuleFile::module)
                .toList()
                .equals(stack.modules().stream().map(ModuleSpec::name).toList()),
        "%s",
        damaged(file, Text.format("it is not of round %d of these modules", rounds)));
    List<byte[]> files = new ArrayList<>();
    List<ModuleState> states = new ArrayList<>();
    for (CheckpointManifest.ModuleFile module : manifest.modules()) {
      byte[] content = read(module);
      files.add(content);
      states.add(ModuleState.fromBytes(ModuleLayout.of(stack, states.size()), content));
    }
    Checkpoint checkpoint = new Checkpoint(manifest.rounds(), files, states);
    Check.argument(
        checkpoint.hash().equals(manifest.hash()),
        "%s",
        damaged(file, "it does not name the states that it was written for"));
    return checkpoint;
  }

  private byte[] read(CheckpointManifest.ModuleFile module) throws IOException {
    Path file = new Path(directory, module.file());
    byte[] content;
    try {
      content = WholeFile.read(hadoop, file);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(damaged(file, "it is missing"), e);
    } catch (ChecksumException e) {
      throw new IllegalArgumentException(damaged(file, "its bytes have changed"), e);
    }
    Check.argument(
        content.length == module.bytes(),
        "%s",
        damaged(
            file, Text.format("it has %d bytes instead of %d", content.length, module.bytes())));
    Check.argument(
        WholeFile.sha256(content).equals(module.sha256()),
        "%s",
        damaged(file, "its bytes have changed"));
    return content;
  }

  private static String damaged(Path file, String how) {
    return Text.format("%s is damaged (%s): %s", file, how, REMEDY);
  }

  private Path manifestFile(int rounds) {
    return new Path(directory, name(rounds) + ".json");
  }

  private static String name(int rounds) {
    return Text.format("round-%06d", rounds);
  }
}
