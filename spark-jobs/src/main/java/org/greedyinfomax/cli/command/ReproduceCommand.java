package org.greedyinfomax.cli.command;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.reproduce.Comparison;
import org.greedyinfomax.job.reproduce.Experiment;
import org.greedyinfomax.job.reproduce.Reproduce;

/** {@code gim reproduce}. */
final class ReproduceCommand implements Command {

  private static final Option<String> DATA =
      Option.required("data", "PATH", "what to ingest: see docs/reproduce.md").path();
  private static final Option<String> OUT =
      Option.required("out", "PATH", "folder for all of it; one that was begun is gone on with")
          .path();
  private static final Option<Boolean> SMALL =
      Option.optional("preset", "small", "small recipes, for images or recordings of your own")
          .as(ReproduceCommand::isSmall);

  @Override
  public String word() {
    return "reproduce";
  }

  @Override
  public String summary() {
    return "train and probe what an experiment of the paper compares";
  }

  @Override
  public String subject() {
    return String.join("|", Experiment.words());
  }

  @Override
  public String keys() {
    return "keys of all recipes, but for those that the comparison sets";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DATA, OUT, SMALL);
  }

  private static boolean isSmall(Optional<String> preset) {
    String word = preset.orElse(Comparison.SMALL);
    Check.argument(
        word.equals(Comparison.SMALL),
        "--preset must be %s, or left out for the paper's recipes, but is \"%s\"",
        Comparison.SMALL,
        word);
    return preset.isPresent();
  }

  @Override
  public void check(Arguments arguments) {
    Experiment.of(arguments.subject());
  }

  @Override
  public Invocation<Reproduce.Options> read(Arguments arguments) {
    return new Invocation<>(
        "reproduce",
        new Reproduce.Options(
            arguments.get(DATA),
            arguments.get(OUT),
            new Comparison(
                Experiment.of(arguments.subject()), arguments.get(SMALL), arguments.keys())),
        (options, spark, context) -> new Reproduce(spark, context.out()).run(options));
  }
}
