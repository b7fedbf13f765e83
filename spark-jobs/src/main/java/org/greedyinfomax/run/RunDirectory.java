package org.greedyinfomax.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.ShellWord;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.ActivationStore;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.storage.Location;
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

  /** What probes found while the run was trained. */
  public static final String PROBES = "probes.jsonl";

  /** Where modules put some labelled rows. */
  public static final String MAPS = "map.json";

  /** The page about the run. */
  public static final String PAGE = "report.html";

  private static final String DEFAULTS = "conf/defaults.conf";
  static final String METRICS = "metrics.jsonl";
  static final String VALIDATION = "validation.jsonl";
  static final String CHECKPOINTS = "checkpoints";
  static final String ACTIVATIONS = "activations";

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
   * Makes a new run. Of an older one what training has written is deleted; the directory itself
   * stays, and so does a symbolic link in its place. Where others may be about to do the same,
   * {@link OwnedRun#create} does.
   *
   * @throws IllegalArgumentException if the directory is not empty and must not be overwritten, or
   *     has something in it that is not a run's
   */
  static RunDirectory create(Configuration hadoop, String path, Existing existing)
      throws IOException {
    RunDirectory run = new RunDirectory(hadoop, new Path(path));
    new RunReplacement(run).require(existing);
    run.clear();
    Disk.makeDirectories(hadoop, run.root);
    return run;
  }

  /** Deletes what training has written. A lease stays: it says who does this. */
  void clear() throws IOException {
    new RunReplacement(this).clear();
  }

  /**
   * Checks that a new run can be made.
   *
   * @throws IllegalArgumentException if the directory is not empty and must not be overwritten, or
   *     has something in it that is not a run's
   */
  public static void requireReplaceable(Configuration hadoop, String path, Existing existing)
      throws IOException {
    new RunReplacement(new RunDirectory(hadoop, new Path(path))).require(existing);
  }

  /** Which names, relative to the directory of a run, are of its files. */
  static Predicate<String> files(Configuration hadoop, String path) throws IOException {
    Set<String> modules = new RunDirectory(hadoop, new Path(path)).modules();
    return name -> RunFiles.isOurs(name, modules);
  }

  /** Names of its modules, as far as recipe and manifests can be read. */
  Set<String> modules() throws IOException {
    Set<String> modules = new HashSet<>(CheckpointFiles.modules(hadoop, file(CHECKPOINTS)));
    try {
      recipe().stack().modules().forEach(module -> modules.add(module.name()));
    } catch (FileNotFoundException | IllegalArgumentException unreadable) {
      return modules;
    }
    return modules;
  }

  /**
   * Opens a run that was started before.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RunDirectory open(Configuration hadoop, String path) throws IOException {
    RunDirectory run = new RunDirectory(hadoop, new Path(path));
    Check.argument(
        run.has(CONFIG) || !run.has(RunInput.NAME),
        "%s is no run yet: %s is missing, which is written last; if no process is at work there, begin"
            + " it anew with --overwrite",
        path,
        CONFIG);
    Check.argument(
        run.has(CONFIG),
        "%s is no run: %s is missing; start one with gim pretrain --run %s",
        path,
        CONFIG,
        ShellWord.of(path));
    return run;
  }

  boolean has(String name) throws IOException {
    return WholeFile.exists(hadoop, file(name));
  }

  /** Where it is. */
  public Path path() {
    return root;
  }

  /** A file or directory in it. */
  public Path file(String name) {
    return new Path(root, name);
  }

  public Configuration hadoop() {
    return hadoop;
  }

  /** The recipe that the run was started with. */
  public Recipe recipe() throws IOException {
    return recipe(List.of());
  }

  /**
   * The recipe that the run was started with, but for some keys. Its paths are whole.
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
                overrides)
            .withPaths(path -> Location.whole(path, () -> hadoop)));
  }

  public void writeRecipe(Recipe recipe) throws IOException {
    WholeFile.write(hadoop, file(CONFIG), recipe.toChecked().getBytes(StandardCharsets.UTF_8));
  }

  /** What the run took from its corpus. */
  public RunInput input() throws IOException {
    return RunInput.read(hadoop, file(RunInput.NAME));
  }

  public Checkpoints checkpoints() throws IOException {
    return checkpoints(recipe());
  }

  public Checkpoints checkpoints(Recipe recipe) {
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
  public ActivationStore activations() {
    return new ActivationStore(hadoop, file(ACTIVATIONS));
  }

  /**
   * What killed processes have left, and no resumed run needs: all activations, states without a
   * manifest, small files that were not finished, leases, and directories for a while in the run
   * and, from before it was made, beside it. A process that {@linkplain Lease#user uses} the run
   * needs it. The run may have been killed before it had its recipe.
   *
   * @throws IllegalArgumentException if the directory is no run and nothing is left beside it
   */
  public static List<Leftover> leftovers(Configuration hadoop, String path) throws IOException {
    return RunLeftovers.of(hadoop, new RunDirectory(hadoop, new Path(path)));
  }

  public Metrics metrics() throws IOException {
    return new Metrics(hadoop, file(METRICS));
  }

  public ValidationLog validationLog() throws IOException {
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
