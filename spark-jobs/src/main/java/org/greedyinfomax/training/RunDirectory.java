package org.greedyinfomax.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.ShellWord;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.ActivationStore;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.WholeFile;

/**
 * The directory of a run, on any Hadoop file system.
 *
 * <pre>
 *   config.conf      the effective recipe
 *   run.json         the corpus, and what the run took from it
 *   metrics.jsonl    a line for every round of every stage group
 *   validation.jsonl what was measured on held-out rows
 *   checkpoints/     states of the modules
 *   activations/     what stage groups hand on to each other, while they train
 *   lease.json       whose it is, while somebody changes it
 * </pre>
 */
public final class RunDirectory {

  static final String CONFIG = "config.conf";

  private static final String DEFAULTS = "conf/defaults.conf";
  private static final String METRICS = "metrics.jsonl";
  private static final String VALIDATION = "validation.jsonl";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String ACTIVATIONS = "activations";

  /** What to do with a directory that is not empty. */
  public enum Existing {
    REFUSE,
    OVERWRITE
  }

  private final Configuration hadoop;
  private final Path root;

  private RunDirectory(Configuration hadoop, Path root) {
    this.hadoop = hadoop;
    this.root = root;
  }

  /**
   * Makes a new run. Where others may be about to do the same, {@link OwnedRun#create} does.
   *
   * @throws IllegalArgumentException if the directory is not empty and must not be overwritten
   */
  static RunDirectory create(Configuration hadoop, String path, Existing existing)
      throws IOException {
    requireFree(hadoop, path, existing);
    RunDirectory run = new RunDirectory(hadoop, new Path(path));
    run.clear();
    run.root.getFileSystem(hadoop).mkdirs(run.root);
    return run;
  }

  /**
   * Checks that a new run may be made.
   *
   * @throws IllegalArgumentException if the directory is not empty and must not be overwritten
   */
  static void requireFree(Configuration hadoop, String path, Existing existing) throws IOException {
    RunDirectory run = new RunDirectory(hadoop, new Path(path));
    FileSystem files = run.root.getFileSystem(hadoop);
    if (files.exists(run.root)) {
      boolean isDirectory = files.getFileStatus(run.root).isDirectory();
      Check.argument(isDirectory, "the run directory %s is a file: choose another place", path);
      boolean isEmpty = run.contents().isEmpty();
      Check.argument(
          isEmpty || existing == Existing.OVERWRITE,
          "the run directory %s is not empty: continue it with --resume, replace it with"
              + " --overwrite, or choose another",
          path);
      Check.argument(
          isEmpty || (files.exists(run.file(CONFIG)) && files.exists(run.file(RunInput.NAME))),
          "the directory %s is not empty and no run (it lacks %s or %s), so it is not overwritten:"
              + " choose another",
          path,
          CONFIG,
          RunInput.NAME);
    }
  }

  /** Deletes all that is in it. A lease stays: it says who does this. */
  void clear() throws IOException {
    for (Path path : contents()) {
      root.getFileSystem(hadoop).delete(path, true);
    }
  }

  private List<Path> contents() throws IOException {
    FileSystem files = root.getFileSystem(hadoop);
    return files.exists(root)
        ? Stream.of(files.listStatus(root))
            .map(FileStatus::getPath)
            .filter(path -> !Lease.isOfLease(path.getName()))
            .toList()
        : List.of();
  }

  /**
   * Opens a run that was started before.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RunDirectory open(Configuration hadoop, String path) throws IOException {
    RunDirectory run = new RunDirectory(hadoop, new Path(path));
    Check.argument(
        run.root.getFileSystem(hadoop).exists(run.file(CONFIG)),
        "%s is no run: %s is missing; start one with gim pretrain --run %s",
        path,
        CONFIG,
        ShellWord.of(path));
    return run;
  }

  /** Where it is. */
  public Path path() {
    return root;
  }

  /** A file or directory in it. */
  public Path file(String name) {
    return new Path(root, name);
  }

  Configuration hadoop() {
    return hadoop;
  }

  /** The recipe that the run was started with. */
  public Recipe recipe() throws IOException {
    return recipe(List.of());
  }

  /**
   * The recipe that the run was started with, but for some keys.
   *
   * @param overrides texts {@code key=value}
   */
  public Recipe recipe(List<String> overrides) throws IOException {
    return Conditions.checked(
        RecipeReader.readWhole(
            RunDirectory.class.getClassLoader(),
            DEFAULTS,
            file(CONFIG).toString(),
            WholeFile.readText(hadoop, file(CONFIG)),
            overrides));
  }

  void writeRecipe(Recipe recipe) throws IOException {
    WholeFile.write(hadoop, file(CONFIG), recipe.toHocon().getBytes(StandardCharsets.UTF_8));
  }

  /** What the run took from its corpus. */
  public RunInput input() throws IOException {
    return RunInput.read(hadoop, file(RunInput.NAME));
  }

  Checkpoints checkpoints() throws IOException {
    return checkpoints(recipe());
  }

  Checkpoints checkpoints(Recipe recipe) {
    return new Checkpoints(hadoop, file(CHECKPOINTS), recipe);
  }

  /**
   * The newest states of its modules.
   *
   * @throws IllegalArgumentException if there is no checkpoint yet, or it is damaged
   */
  public Checkpoint newestCheckpoint() throws IOException {
    return checkpoints()
        .latest()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Text.format(
                        "the run %s has no checkpoint yet: train first with gim pretrain", root)));
  }

  /** What stage groups hand on to each other while they train. */
  ActivationStore activations() {
    return new ActivationStore(hadoop, file(ACTIVATIONS));
  }

  /**
   * What killed processes have left, and no resumed run needs: all activations, states without a
   * manifest, small files that were not finished, and leases. A {@linkplain #user process that
   * trains the run} needs it.
   *
   * @throws IllegalArgumentException if the directory is no run
   */
  public List<Leftover> leftovers() throws IOException {
    FileSystem files = root.getFileSystem(hadoop);
    Check.argument(
        files.exists(file(RunInput.NAME)), "%s is no run: %s is missing", root, RunInput.NAME);
    List<Leftover> found =
        Leftover.in(
            files,
            root,
            (name, names) ->
                name.equals(ACTIVATIONS) || WholeFile.isTemporary(name) || Lease.isOfLease(name));
    found.addAll(Checkpoints.leftovers(hadoop, file(CHECKPOINTS)));
    return found;
  }

  /** Which process trains it, in words; empty if none does. */
  public Optional<String> user() throws IOException {
    return Lease.user(hadoop, root);
  }

  Metrics metrics() throws IOException {
    return new Metrics(hadoop, file(METRICS));
  }

  ValidationLog validationLog() throws IOException {
    return new ValidationLog(hadoop, file(VALIDATION));
  }

  /** The lines of {@code validation.jsonl}, oldest first; none if nothing is measured. */
  public List<ValidatedRound> validations() throws IOException {
    return validationLog().rounds();
  }

  /** The lines of {@code metrics.jsonl}, oldest first; none before the first round. */
  public List<RoundMetrics> rounds() throws IOException {
    return metrics().rounds();
  }
}
