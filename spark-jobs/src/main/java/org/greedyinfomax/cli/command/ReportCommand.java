package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.report.PageOfRun;

/** {@code gim report}. */
public final class ReportCommand implements Command {

  private static final Option<String> RUN =
      Option.required("run", "PATH", "the run; the page is report.html in it").path();
  private static final Option<Optional<String>> PROBES =
      Option.optional("probes", "FILE", "results of gim probe --output to show").path();
  private static final Option<Optional<String>> INPUT =
      Option.optional("input", "PATH", "a corpus with labels: draw maps of some of its rows anew")
          .path();
  private static final Option<Optional<String>> LABEL =
      RecipeOptions.label("labels that colour these maps; overrides probe.label");
  private static final Option<Optional<String>> PLOTS =
      Option.optional("plots", "PATH", "folder for the page's figures as PNG files").path();
  private static final Option<Optional<String>> PICTURE =
      Option.optional("picture", "FILE", "SVG file for the figure that the page opens with").path();

  @Override
  public String word() {
    return "report";
  }

  @Override
  public String summary() {
    return "write the page about a run as it is now, finished or not";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RUN, PROBES, INPUT, LABEL, PLOTS, PICTURE);
  }

  @Override
  public void check(Arguments arguments) {
    Check.argument(
        !arguments.has(LABEL) || arguments.has(INPUT),
        "--label is about maps: name the corpus to map with --input");
  }

  /**
   * What is written.
   *
   * @param run its directory
   * @param probes JSON file of a probe; empty for what was found while it trained
   * @param input a corpus to map; empty for the map that there is, if there is one
   * @param plots folder for the figures as PNG files; empty for none
   * @param picture SVG file for the figure that the page opens with; empty for none
   * @param overrides texts {@code key=value} for the run's recipe
   */
  public record Options(
      String run,
      Optional<String> probes,
      Optional<String> input,
      Optional<String> plots,
      Optional<String> picture,
      List<String> overrides) {

    public Options {
      overrides = List.copyOf(overrides);
    }
  }

  @Override
  public Invocation<Options> read(Arguments arguments) {
    return new Invocation<>(
        "report",
        new Options(
            arguments.get(RUN),
            arguments.get(PROBES),
            arguments.get(INPUT),
            arguments.get(PLOTS),
            arguments.get(PICTURE),
            arguments.allOverrides()),
        ReportCommand::run);
  }

  private static void run(Options options, SparkSession spark, CommandContext context)
      throws IOException {
    PageOfRun page = new PageOfRun(spark);
    if (options.input().isPresent()) {
      page.map(options.run(), options.input().get(), options.overrides());
    }
    context.say("wrote %s", page.write(options.run(), options.probes()));
    if (options.plots().isPresent()) {
      List<Path> plots = page.plot(options.run(), options.probes(), options.plots().get());
      context.say("plotted %d figures into %s", plots.size(), options.plots().get());
    }
    if (options.picture().isPresent()) {
      page.drawOpening(options.run(), options.probes(), options.picture().get());
      context.say("drew %s", options.picture().get());
    }
  }
}
