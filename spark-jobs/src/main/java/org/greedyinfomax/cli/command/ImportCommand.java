package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.job.exchange.Import;
import org.greedyinfomax.job.exchange.NormalizationText;
import org.greedyinfomax.modality.Normalization;

/** {@code gim import}. */
final class ImportCommand implements Command {

  private static final Option<List<String>> INPUT =
      Option.required("input", "FILE[,FILE]...", "safetensors by the names of the authors' code")
          .path()
          .as(list -> List.of(list.split(",", -1)));
  private static final Option<String> RECIPE =
      Option.required("recipe", "FILE", "a preset or a file: the recipe of these weights");
  private static final Option<String> RUN =
      Option.required("run", "PATH", "run directory to make").path();
  private static final Option<Optional<String>> PREFIX =
      Option.optional("prefix", "TEXT", "what stands before the names in the files");
  private static final Option<Optional<Normalization>> NORMALIZATION =
      Option.optional(
              "normalization",
              "MEAN/DEVIATION[,...]",
              "of the input's channels, full scale is 1 (default: of the file, or the authors')")
          .as(word -> word.map(numbers -> NormalizationText.read("--normalization", numbers)));
  private static final Option<Boolean> OVERWRITE =
      Option.toggle("overwrite", "delete the run that is there");

  @Override
  public String word() {
    return "import";
  }

  @Override
  public String summary() {
    return "make a run of weights that were trained elsewhere";
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, RECIPE, RUN, PREFIX, NORMALIZATION, OVERWRITE);
  }

  @Override
  public Invocation<Import.Options> read(Arguments arguments) {
    String run = arguments.get(RUN);
    boolean overwrite = arguments.get(OVERWRITE);
    return new Invocation<>(
        "import",
        new Import.Options(
            arguments.get(INPUT),
            run,
            arguments.get(PREFIX).orElse(""),
            arguments.get(NORMALIZATION),
            overwrite,
            RecipeOptions.readOutside(overwrite ? run : "", arguments, RECIPE)),
        ImportCommand::run);
  }

  private static void run(Import.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    String hash = new Import(spark.sparkContext().hadoopConfiguration()).run(options);
    context.say(
        "imported %d modules into %s; their states have SHA-256 %s",
        options.recipe().stack().modules().size(), options.run(), hash);
  }
}
