package org.greedyinfomax.job.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.export.OnnxEncoder;
import org.greedyinfomax.export.ReferenceWeights;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;

/**
 * Writes what a run has learned for other programs, with a model card and the recipe: {@code gim
 * export}.
 */
public final class Export {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Export(SparkSession spark) {
    this.spark = spark;
  }

  /** Which files there are. */
  public enum Format {
    SAFETENSORS,
    ONNX,
    ALL;

    /** Whether the weights are written under the names of the authors' code. */
    public boolean hasWeights() {
      return this != ONNX;
    }

    /** Whether modules are written as ONNX models. */
    public boolean hasModels() {
      return this != SAFETENSORS;
    }
  }

  /**
   * What to export, and where to.
   *
   * @param run the run directory
   * @param output directory for the files
   * @param module name of a module, or {@link org.greedyinfomax.job.Encode#ALL_MODULES}: of which
   *     there are models
   * @param pooling what models put out
   * @param overwrite whether an older export may be replaced
   */
  public record Options(
      String run,
      String output,
      Format format,
      String module,
      Pooling pooling,
      boolean overwrite) {}

  /**
   * What came of it.
   *
   * @param output the directory
   * @param files in it
   * @param stateHash SHA-256 that names the modules' states
   */
  public record Report(String output, List<String> files, String stateHash) {

    public Report {
      files = List.copyOf(files);
    }
  }

  /**
   * Exports the newest checkpoint of a run. The directory is there with all its files, or not at
   * all.
   *
   * @throws IllegalArgumentException if run, module or output cannot be used as they are
   * @throws IOException if reading or writing fails
   */
  public Report run(Options options) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, options.run());
    Recipe recipe = run.recipe();
    Normalization normalization = run.input().normalization();
    List<Integer> modules = new Encoding(spark, recipe, normalization).modules(options.module());
    Checkpoint checkpoint = run.newestCheckpoint();
    Map<String, String> metadata = metadata(run, recipe, normalization, checkpoint);
    List<String> models =
        options.format().hasModels()
            ? modules.stream().map(m -> recipe.stack().modules().get(m).name()).toList()
            : List.of();
    List<String> names = ExportFiles.all(options.format().hasWeights(), models);
    try (OutputDirectory directory =
        OutputDirectory.claim(hadoop, options.output(), "export", options.overwrite())) {
      directory.begin(Stream.concat(names.stream(), Stream.of(ExportFiles.CARD)).toList());
      directory.write(ExportFiles.RECIPE, recipe.toChecked().getBytes(StandardCharsets.UTF_8));
      if (options.format().hasWeights()) {
        directory.write(
            ExportFiles.WEIGHTS,
            ReferenceWeights.of(recipe.stack(), checkpoint.states(), metadata)
                .withChecksum()
                .toBytes());
      }
      if (options.format().hasModels()) {
        OnnxEncoder encoder =
            new OnnxEncoder(
                recipe.input(),
                recipe.stack(),
                normalization.means(),
                normalization.standardDeviations());
        for (int m : modules) {
          String name = recipe.stack().modules().get(m).name();
          directory.write(
              ExportFiles.model(name),
              encoder.model(
                  checkpoint.states(), m, output(options.pooling()), ofModule(name, metadata)));
        }
      }
      String card = new ModelCard(run, checkpoint).text(names, options.pooling());
      directory.write(ExportFiles.CARD, card.getBytes(StandardCharsets.UTF_8));
      directory.commit();
    }
    List<String> written = new ArrayList<>(names);
    written.add(ExportFiles.CARD);
    return new Report(options.output(), written, checkpoint.hash());
  }

  private static OnnxEncoder.Output output(Pooling pooling) {
    return switch (pooling) {
      case MEAN -> OnnxEncoder.Output.MEAN;
      case NONE -> OnnxEncoder.Output.PLACES;
      case MEAN_AND_DEVIATION ->
          throw new IllegalArgumentException("exported encoders put out no deviations");
    };
  }

  /** What files carry about themselves. {@link Import} reads the normalization again. */
  private static Map<String, String> metadata(
      RunDirectory run, Recipe recipe, Normalization normalization, Checkpoint checkpoint) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt"); // what readers for PyTorch look for
    metadata.put("run", run.path().getName());
    metadata.put("recipeHash", recipe.trainingHash());
    metadata.put("stateHash", checkpoint.hash());
    metadata.put("rounds", Integer.toString(checkpoint.rounds()));
    metadata.put(
        Import.NORMALIZATION,
        recipe.input().isNormalizedByRecording()
            ? Import.BY_RECORDING
            : NormalizationText.write(normalization));
    return metadata;
  }

  private static Map<String, String> ofModule(String module, Map<String, String> metadata) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put("module", module);
    return more;
  }
}
