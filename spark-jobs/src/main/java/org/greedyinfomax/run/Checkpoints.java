package org.greedyinfomax.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: {@code round-000010/MODULE.safetensors} for every module, and {@code
 * round-000010.json}, which is written last, when they have reached the disk, and names them. The
 * two newest are kept.
 */
public final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int KEPT = 2;
  private static final String NOTHING_WHOLE =
      "no checkpoint before it is whole: restore the file, or start the run anew with --overwrite";
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
  public void write(Checkpoint checkpoint) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    List<CheckpointManifest.ModuleFile> modules = new ArrayList<>();
    for (int m = 0; m < checkpoint.files().size(); m++) {
      String module = stack.modules().get(m).name();
      String name = CheckpointFiles.states(checkpoint.rounds(), module);
      byte[] content = checkpoint.files().get(m);
      try (OutputStream out = Disk.create(files, new Path(directory, name))) {
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

  /**
   * Deletes the checkpoints after round {@code last}, of which the run is to take another way. That
   * has reached the disk before anything is forgotten that they need.
   */
  public void truncate(int last) throws IOException {
    List<Integer> later = committed().stream().filter(rounds -> rounds > last).toList();
    for (int i = later.size() - 1; i >= 0; i--) { // the newest first: what is left is a run
      delete(later.get(i));
    }
    if (!later.isEmpty()) {
      Disk.forceDirectory(directory.getFileSystem(hadoop), directory);
    }
  }

  private void delete(int rounds) throws IOException {
    Set<String> own =
        stack.modules().stream()
            .map(module -> CheckpointFiles.states(rounds, module.name()))
            .collect(Collectors.toSet());
    Path manifest = manifestFile(rounds);
    manifest.getFileSystem(hadoop).delete(manifest, false); // first: it never names what is gone
    Inventory.of(hadoop, directory, CheckpointFiles.folder(rounds)::equals).delete(own::contains);
  }

  /**
   * Reads the newest checkpoint, if there is one.
   *
   * @throws IllegalArgumentException if it is damaged or of another recipe
   */
  Optional<Checkpoint> latest() throws IOException {
    List<Integer> all = committed();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int newest = all.get(all.size() - 1);
    try {
      return Optional.of(read(newest));
    } catch (DamagedCheckpointException e) {
      throw new IllegalArgumentException(
          Text.format("%s: %s", e.getMessage(), remedy(newest, all)), e);
    }
  }

  /** What helps who wants the newest checkpoint, which is damaged. */
  private String remedy(int newest, List<Integer> all) throws IOException {
    for (int i = all.size() - 2; i >= 0; i--) {
      try {
        read(all.get(i));
        return Text.format(
            "the checkpoint before, of round %d, is whole; gim pretrain --resume goes on from it, or"
                + " delete %s to take it as it is",
            all.get(i), manifestFile(newest));
      } catch (DamagedCheckpointException e) {
        LOG.debug("The checkpoint before is damaged, too", e);
      }
    }
    return NOTHING_WHOLE;
  }

  /**
   * What a run can go on from.
   *
   * @param checkpoint to begin with; empty if there is none that the run passes through
   * @param passedOver finished rounds of the newest checkpoint that is whole, but not passed
   *     through; 0 if there is none
   * @param damaged what is wrong with newer ones, newest first
   */
  public record Found(Optional<Checkpoint> checkpoint, int passedOver, List<String> damaged) {

    public Found {
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * Reads the newest checkpoint that is whole and that some rounds pass through, if there is one.
   *
   * @param stops of modules, as far as they are decided
   * @throws IllegalArgumentException if the run is already beyond their end, no checkpoint is
   *     whole, or one is of another recipe
   */
  public Found latest(Rounds rounds, StoppingRounds stops) throws IOException {
    List<Integer> all = committed();
    List<String> damaged = new ArrayList<>();
    int passedOver = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      try {
        Checkpoint checkpoint = read(all.get(i));
        requireNotBeyond(rounds, checkpoint);
        if (rounds.passes(checkpoint, stops)) {
          return new Found(Optional.of(checkpoint), passedOver, damaged);
        }
        passedOver = Math.max(passedOver, checkpoint.rounds());
      } catch (DamagedCheckpointException e) {
        LOG.debug("A checkpoint is passed over", e);
        damaged.add(e.getMessage());
      }
    }
    Check.argument(
        damaged.isEmpty() || damaged.size() < all.size(),
        "%s: %s",
        String.join("; ", damaged),
        NOTHING_WHOLE);
    return new Found(Optional.empty(), passedOver, damaged);
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
  public int newest() throws IOException {
    List<Integer> all = committed();
    return all.isEmpty() ? 0 : all.get(all.size() - 1);
  }

  /** Finished rounds of each checkpoint, ascending. */
  private List<Integer> committed() throws IOException {
    return CheckpointFiles.committed(hadoop, directory);
  }

  private Checkpoint read(int rounds) throws IOException {
    Path file = manifestFile(rounds);
    CheckpointManifest manifest = CheckpointFiles.manifest(hadoop, file);
    Check.argument(
        manifest.recipeHash().equals(recipeHash),
        "%s belongs to another recipe: resume with the recipe in config.conf of the run, or start a"
            + " new run",
        file);
    requireWhole(
        manifest.rounds() == rounds
            && manifest.modules().stream()
                .map(CheckpointManifest.ModuleFile::module)
                .toList()
                .equals(stack.modules().stream().map(ModuleSpec::name).toList()),
        file,
        Text.format("it is not of round %d of these modules", rounds));
    List<byte[]> files = new ArrayList<>();
    List<ModuleState> states = new ArrayList<>();
    for (CheckpointManifest.ModuleFile module : manifest.modules()) {
      byte[] content = read(module);
      files.add(content);
      states.add(ModuleState.fromBytes(ModuleLayout.of(stack, states.size()), content));
    }
    Checkpoint checkpoint = new Checkpoint(manifest.rounds(), files, states);
    requireWhole(
        checkpoint.hash().equals(manifest.hash()),
        file,
        "it does not name the states that it was written for");
    return checkpoint;
  }

  private byte[] read(CheckpointManifest.ModuleFile module) throws IOException {
    Path file = new Path(directory, module.file());
    byte[] content;
    try {
      content = WholeFile.read(hadoop, file);
    } catch (FileNotFoundException e) {
      throw new DamagedCheckpointException(file, "it is missing", e);
    } catch (ChecksumException e) {
      throw new DamagedCheckpointException(file, "its bytes have changed", e);
    }
    requireWhole(
        content.length == module.bytes(),
        file,
        Text.format("it has %d bytes instead of %d", content.length, module.bytes()));
    requireWhole(WholeFile.sha256(content).equals(module.sha256()), file, "its bytes have changed");
    return content;
  }

  private static void requireWhole(boolean isWhole, Path file, String problem) {
    if (!isWhole) {
      throw new DamagedCheckpointException(file, problem);
    }
  }

  private Path manifestFile(int rounds) {
    return new Path(directory, CheckpointFiles.manifest(rounds));
  }
}
