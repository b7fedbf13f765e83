package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.job.Encode;
import org.greedyinfomax.job.exchange.Export;

/** {@code gim export}. */
final class ExportCommand implements Command {

  private static final Option<String> RUN =
      Option.required("run", "PATH", "run directory of the trained modules").path();
  private static final Option<String> OUTPUT =
      Option.required("output", "PATH", "folder for the files").path();
  private static final Option<Export.Format> FORMAT =
      Option.withDefault(
              "format",
              "safetensors|onnx|all",
              "weights by the names of the authors' code, models, or both (default: "
                  + Option.DEFAULT
                  + ")",
              "all")
          .as(ExportCommand::format);
  private static final Option<String> MODULE =
      Option.withDefault(
          "module",
          "NAME|all",
          "the module to make a model of (default: " + Option.DEFAULT + ")",
          Encode.ALL_MODULES);
  private static final Option<Pooling> POOL = PoolOption.create();
  private static final Option<Boolean> OVERWRITE = Option.overwrite();

  @Override
  public String word() {
    return "export";
  }

  @Override
  public String summary() {
    return "write what a run has learned for other programs, with a model card";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RUN, OUTPUT, FORMAT, MODULE, POOL, OVERWRITE);
  }

  private static Export.Format format(String word) {
    Check.argument(
        List.of("safetensors", "onnx", "all").contains(word),
        "--format must be safetensors, onnx or all, but is \"%s\"",
        word);
    return Export.Format.valueOf(word.toUpperCase(Locale.ROOT));
  }

  @Override
  public void check(Arguments arguments) {
    Check.argument(
        arguments.get(FORMAT).hasModels() || !(arguments.has(MODULE) || arguments.has(POOL)),
        "--module and --pool are about ONNX models: leave them out with --format safetensors");
  }

  @Override
  public Invocation<Export.Options> read(Arguments arguments) {
    return new Invocation<>(
        "export",
        new Export.Options(
            arguments.get(RUN),
            arguments.get(OUTPUT),
            arguments.get(FORMAT),
            arguments.get(MODULE),
            arguments.get(POOL),
            arguments.get(OVERWRITE)),
        ExportCommand::run);
  }

  private static void run(Export.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    Export.Report report = new Export(spark).run(options);
    context.say(
        "exported %s to %s; the modules' states have SHA-256 %s",
        String.join(", ", report.files()), report.output(), report.stateHash());
  }
}
