package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.listing.LeftOutCounts;
import org.greedyinfomax.job.Encode;
import org.greedyinfomax.job.EncodeFiles;
import org.greedyinfomax.job.EncodedFiles;

/** {@code gim encode}. */
final class EncodeCommand implements Command {

  private static final Option<String> INPUT =
      Option.required("input", "PATH", "a corpus, or a folder of recordings or images").path();
  private static final Option<Optional<String>> RUN =
      Option.optional("run", "PATH", "run directory of the trained modules").path();
  private static final Option<Optional<String>> MODEL =
      Option.optional(
              "model",
              "PATH",
              "instead of --run: a run, or a saved Spark ML model, that encodes files as they are")
          .path();
  private static final Option<Integer> BATCH =
      Option.atLeastOne(
          "batch",
          "N",
          "with --model: files that are encoded together (default: " + Option.DEFAULT + ")",
          Encoding.BATCH_SIZE);
  private static final Option<String> OUTPUT =
      Option.required("output", "PATH", "folder for a Parquet table of representations").path();
  private static final Option<String> MODULE =
      Option.withDefault(
          "module",
          "NAME|all",
          "the module to take them from (default: " + Option.DEFAULT + ")",
          Encode.ALL_MODULES);
  private static final Option<Pooling> POOL = PoolOption.create();
  private static final Option<Boolean> OVERWRITE = Option.overwrite();

  @Override
  public String word() {
    return "encode";
  }

  @Override
  public String summary() {
    return "turn recordings or images into representations";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, RUN, MODEL, BATCH, OUTPUT, MODULE, POOL, OVERWRITE);
  }

  @Override
  public void check(Arguments arguments) {
    Check.argument(
        arguments.has(RUN) != arguments.has(MODEL),
        "name either a run with --run or, for files as they are, a model with --model");
    Check.argument(
        !arguments.has(BATCH) || arguments.has(MODEL),
        "--batch is for files as they are: name a model with --model");
  }

  @Override
  public Invocation<?> read(Arguments arguments) {
    Optional<String> model = arguments.get(MODEL);
    return model.isPresent()
        ? new Invocation<>("encode", ofFiles(arguments, model.get()), EncodeCommand::encodeFiles)
        : new Invocation<>("encode", ofCorpus(arguments), EncodeCommand::encode);
  }

  private static Encode.Options ofCorpus(Arguments arguments) {
    return new Encode.Options(
        arguments.get(INPUT),
        arguments.get(RUN).orElseThrow(),
        arguments.get(OUTPUT),
        arguments.get(MODULE),
        arguments.get(POOL),
        arguments.get(OVERWRITE));
  }

  private static EncodeFiles.Options ofFiles(Arguments arguments, String model) {
    return new EncodeFiles.Options(
        arguments.get(INPUT),
        model,
        arguments.get(OUTPUT),
        arguments.get(MODULE),
        arguments.get(POOL),
        arguments.get(BATCH),
        arguments.get(OVERWRITE));
  }

  private static void encode(Encode.Options options, SparkSession spark, CommandContext context)
      throws Exception {
    tell(new Encode(spark).run(options), options.output(), context);
  }

  private static void encodeFiles(
      EncodeFiles.Options options, SparkSession spark, CommandContext context) throws Exception {
    tell(new EncodeFiles(spark).run(options), options.output(), context);
  }

  private static void tell(EncodedFiles encoded, String output, CommandContext context) {
    context.say("encoded %d rows into %s", encoded.rows(), output);
    if (!encoded.rejected().isEmpty()) {
      context.say(
          "skipped %d files: %s/%s says why",
          encoded.rejected().size(), output, EncodedFiles.REJECTED);
    }
    if (!encoded.leftOut().isEmpty()) {
      context.say(
          "left out: %s (%s/%s lists them)",
          LeftOutCounts.of(encoded.leftOut()), output, EncodedFiles.LEFT_OUT);
    }
  }
}
