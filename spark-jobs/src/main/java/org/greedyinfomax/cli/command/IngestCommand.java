package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.Ingest;

/** {@code gim ingest}. */
public final class IngestCommand implements Command {

  private static final Option<String> INPUT =
      Option.required("input", "PATH", "folder of recordings or images").path();
  private static final Option<String> OUTPUT =
      Option.required("output", "PATH", "folder for the corpus").path();
  private static final Option<Optional<String>> KIND =
      Option.overriding(
          "ingest.kind", "kind", "audio|images", "what the files are; overrides ingest.kind");
  private static final Option<Boolean> OVERWRITE = Option.overwrite();
  private static final Option<Boolean> DRY_RUN =
      Option.toggle("dry-run", "read all files, print what would be done, and write nothing");
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "ingest";
  }

  @Override
  public String summary() {
    return "turn recordings or images into a corpus";
  }

  @Override
  public String keys() {
    return "keys of the recipe, mostly of ingest";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, OUTPUT, KIND, OVERWRITE, DRY_RUN, RECIPE, RecipeOptions.SEED);
  }

  /**
   * What is done.
   *
   * @param dryRun whether it is only told what would be done
   */
  public record Options(IngestOptions ingest, boolean dryRun) {}

  @Override
  public Invocation<Options> read(Arguments arguments) {
    Recipe recipe = RecipeOptions.read(arguments, RECIPE);
    IngestOptions options =
        new IngestOptions(
            List.of(arguments.get(INPUT)),
            arguments.get(OUTPUT),
            arguments.get(OVERWRITE),
            Conversion.sampleRate(recipe),
            recipe.ingest());
    return new Invocation<>(
        "ingest", new Options(options, arguments.get(DRY_RUN)), IngestCommand::run);
  }

  private static void run(Options options, SparkSession spark, CommandContext context)
      throws Exception {
    Ingest ingest = new Ingest(spark, options.ingest(), context.ingestProgress());
    context.out().print(options.dryRun() ? ingest.dryRun().toText() : ingest.run().toText());
  }
}
