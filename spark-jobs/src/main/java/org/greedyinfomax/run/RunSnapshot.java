package org.greedyinfomax.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.storage.WholeFile;

/**
 * The newest state of a run: what encoding needs, and the metrics of its rounds.
 *
 * @param recipe that it was trained with
 * @param input what it took from its corpus
 * @param checkpoint its newest states
 * @param rounds the lines of {@code metrics.jsonl}, oldest first
 * @param validations the lines of {@code validation.jsonl}, oldest first
 */
public record RunSnapshot(
    Recipe recipe,
    RunInput input,
    Checkpoint checkpoint,
    List<RoundMetrics> rounds,
    List<ValidatedRound> validations) {

  /** Where a saved model has its run. */
  private static final String IN_MODEL = "run";

  public RunSnapshot {
    rounds = List.copyOf(rounds);
    validations = List.copyOf(validations);
  }

  /**
   * Reads a run.
   *
   * @throws IllegalArgumentException if it has no checkpoint yet, or is damaged
   */
  public static RunSnapshot of(RunDirectory run) throws IOException {
    return new RunSnapshot(
        run.recipe(), run.input(), run.newestCheckpoint(), run.rounds(), run.validations());
  }

  /**
   * Reads a run, or the one in a saved model.
   *
   * @param path of a run directory, or of what a model of Spark ML was saved to
   * @throws IllegalArgumentException if it is neither, or damaged
   */
  public static RunSnapshot find(Configuration hadoop, String path) throws IOException {
    return of(directory(hadoop, path));
  }

  /**
   * The directory of a run, or of the one in a saved model.
   *
   * @param path of a run directory, or of what a model of Spark ML was saved to
   * @throws IllegalArgumentException if it is neither
   */
  public static RunDirectory directory(Configuration hadoop, String path) throws IOException {
    boolean isModel = WholeFile.exists(hadoop, new Path(inModel(path), RunDirectory.CONFIG));
    Check.argument(
        isModel || WholeFile.exists(hadoop, new Path(path, RunDirectory.CONFIG)),
        "%s is neither a run nor a saved model: it has neither %s nor %s/%s",
        path,
        RunDirectory.CONFIG,
        IN_MODEL,
        RunDirectory.CONFIG);
    return RunDirectory.open(hadoop, isModel ? inModel(path) : path);
  }

  /**
   * Writes a run directory of this one checkpoint into the folder of a model.
   *
   * @param model the folder
   * @param beside further files of the run, by name
   */
  public void writeInto(Configuration hadoop, String model, Map<String, byte[]> beside)
      throws IOException {
    RunDirectory run = RunDirectory.create(hadoop, inModel(model), RunDirectory.Existing.REFUSE);
    input.write(hadoop, run.file(RunInput.NAME));
    Metrics metrics = run.metrics();
    for (RoundMetrics round : rounds) {
      metrics.add(round);
    }
    metrics.flush();
    ValidationLog log = run.validationLog();
    for (ValidatedRound line : validations) {
      log.add(line);
    }
    run.checkpoints(recipe).write(checkpoint);
    for (Map.Entry<String, byte[]> file : beside.entrySet()) {
      WholeFile.write(hadoop, run.file(file.getKey()), file.getValue());
    }
    run.writeRecipe(recipe); // last: it makes the directory a run
  }

  /** Whether files of the run may be in a folder of a saved model, relative to it. */
  public static boolean isInModel(String folder) {
    return folder.equals(IN_MODEL) || RunFiles.mayHoldOurs(below(folder));
  }

  /** Which names, relative to a saved model, are of files of its run. */
  public static Predicate<String> filesInModel(Configuration hadoop, String path)
      throws IOException {
    Predicate<String> isOfRun = RunDirectory.files(hadoop, inModel(path));
    return name -> isOfRun.test(below(name));
  }

  /** A name relative to the run; empty if it does not lie in it. */
  private static String below(String name) {
    return name.startsWith(IN_MODEL + "/") ? name.substring(IN_MODEL.length() + 1) : "";
  }

  /**
   * Where a saved model has its run.
   *
   * @param path that the model was saved to
   */
  public static String inModel(String path) {
    return new Path(path, IN_MODEL).toString();
  }
}
