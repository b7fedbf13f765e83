package org.greedyinfomax.job.exchange;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.export.ReferenceWeights;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.Failure;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Safetensors;
import org.greedyinfomax.run.ImportedRun;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunStoppedException;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.storage.Location;
import org.greedyinfomax.storage.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a run of weights that were trained elsewhere: {@code gim import}. */
public final class Import {

  private static final Logger LOG = LoggerFactory.getLogger(Import.class);

  /** Metadata of a file that says how its network's input is normalized. */
  static final String NORMALIZATION = "normalization";

  /** What it says if each recording is normalized by itself. */
  static final String BY_RECORDING = "recording";

  private final Configuration hadoop;

  /** Makes a job that is run by {@link #run}. */
  public Import(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * What to import, and where to.
   *
   * @param input safetensors files, which have all tensors together
   * @param run the run directory
   * @param prefix that names in the files have before those of the authors' code
   * @param normalization of the network's input; without one, that of the files or the authors'
   * @param overwrite whether a run in its place may be deleted
   * @param recipe of the weights
   */
  public record Options(
      List<String> input,
      String run,
      String prefix,
      Optional<Normalization> normalization,
      boolean overwrite,
      Recipe recipe) {

    public Options {
      input = List.copyOf(input);
    }
  }

  /**
   * Imports. The input is normalized as the command says, or else as a file says that was exported
   * here, or else by the constants of the authors' code.
   *
   * @return SHA-256 that names the modules' states
   * @throws IllegalArgumentException if files, recipe and run directory do not fit; nothing is
   *     written then
   * @throws JobException if the run directory cannot be written, or is another process's by then,
   *     or gone
   * @throws IOException if reading or writing fails
   */
  public String run(Options options) throws IOException {
    String source = String.join(", ", options.input());
    for (String input : options.overwrite() ? options.input() : List.<String>of()) {
      Check.argument(
          !Location.isWithin(hadoop, new Path(input), new Path(options.run())),
          "%s lies in the run directory %s, which would be overwritten: choose another run directory,"
              + " or move it elsewhere",
          input,
          options.run());
    }
    Map<String, Safetensors.Entry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new HashMap<>();
    for (String input : options.input()) {
      Safetensors file = read(input);
      metadata.putAll(file.metadata());
      for (Map.Entry<String, Safetensors.Entry> tensor : file.entries().entrySet()) {
        Check.argument(
            tensors.putIfAbsent(tensor.getKey(), tensor.getValue()) == null,
            "tensor \"%s\" of %s is in another file, too: name one of them",
            tensor.getKey(),
            input);
      }
    }
    List<ModuleState> states =
        ReferenceWeights.read(options.recipe().stack(), tensors, options.prefix(), source);
    try {
      return ImportedRun.create(
              hadoop,
              options.recipe(),
              normalization(options, metadata),
              states,
              source,
              options.run(),
              options.overwrite() ? RunDirectory.Existing.OVERWRITE : RunDirectory.Existing.REFUSE,
              LOG::warn)
          .hash();
    } catch (LeaseLostException e) {
      throw new JobException(ExitCode.INTERRUPTED, e.getMessage(), e);
    } catch (RunStoppedException e) {
      throw new JobException(codeOf(e.getCause()), e.getMessage(), e);
    }
  }

  /** Nothing can be resumed: what counts is why the run could not be written. */
  private static ExitCode codeOf(Throwable cause) {
    return cause instanceof LeaseLostException ? ExitCode.INTERRUPTED : Failure.of(cause).code();
  }

  private Safetensors read(String input) throws IOException {
    Safetensors file;
    try {
      file = Safetensors.fromBytes(WholeFile.read(hadoop, new Path(input)));
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          Text.format("there is no file %s: name a safetensors file", input), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.format(
              "cannot read %s: %s; convert weights of PyTorch first, as docs/export.md shows",
              input, e.getMessage()),
          e);
    }
    file.requireChecksum(input);
    return file;
  }

  private static Normalization normalization(Options options, Map<String, String> metadata) {
    InputSettings input = options.recipe().input();
    if (input.isNormalizedByRecording()) {
      Check.argument(
          options.normalization().isEmpty(),
          "--normalization is of a corpus, but the recipe has input.normalization = recording: leave"
              + " it out");
      return Modality.of(options.recipe())
          .referenceNormalization(); // which nothing is normalized by
    }
    Check.argument(
        options.normalization().isPresent() || !BY_RECORDING.equals(metadata.get(NORMALIZATION)),
        "%s was trained with input.normalization = recording, but the recipe has corpus: name the"
            + " config.conf that was exported with it",
        String.join(", ", options.input()));
    Normalization normalization =
        options
            .normalization()
            .orElseGet(
                () ->
                    metadata.containsKey(NORMALIZATION)
                        ? NormalizationText.read(
                            "the normalization in the file", metadata.get(NORMALIZATION))
                        : Modality.of(options.recipe()).referenceNormalization());
    int channels = input.sample().channels();
    Check.argument(
        normalization.means().size() == channels,
        "the recipe's input has %d channels, but the normalization %d: name it with"
            + " --normalization",
        channels,
        normalization.means().size());
    return normalization;
  }
}
