package org.greedyinfomax.job;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.ShellWord;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.job.report.LearnedByRun;
import org.greedyinfomax.job.report.RunReport;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.training.Progress;

/**
 * The whole way once, as the other commands would go it: artificial speech in {@code audio}, a
 * corpus of it in {@code corpus}, a run in {@code run}, a probe for voices and words in {@code
 * probe.json}, and a page about all this, {@code report.html}.
 */
public final class Quickstart {

  private static final String LABELS = "voice,word";
  private static final String PROBE = "probe.json";
  private static final double SECONDS_BETWEEN_REPORTS = 10;

  private final SparkSession spark;
  private final PrintStream out;

  /**
   * Makes a job that is run by {@link #run}.
   *
   * @param out is told what happens
   */
  public Quickstart(SparkSession spark, PrintStream out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * What to make.
   *
   * @param output folder for what is made
   * @param overwrite whether what an earlier quick start made there may be replaced
   */
  public record Options(String output, boolean overwrite, Recipe recipe) {}

  /**
   * Does it all.
   *
   * @throws IllegalArgumentException if the folder or the recipe cannot be used as they are
   * @throws Exception if reading, writing or Spark fails
   */
  public void run(Options options) throws Exception {
    String output = options.output();
    boolean overwrite = options.overwrite();
    Recipe recipe = options.recipe();
    long start = System.nanoTime();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Folder folder = new Folder(output);
    requireFree(hadoop, folder, overwrite);
    OutputDirectory results =
        OutputDirectory.claimBeside(hadoop, output, "quickstart", Set.of(PROBE, RunReport.NAME));
    results.begin(List.of(PROBE, RunReport.NAME));

    say("1/5 synthesizing speech");
    Synthesize.Summary speech =
        new Synthesize(
                spark,
                new Synthesize.Options(Synthesize.configOf(recipe), folder.of("audio"), overwrite))
            .run();
    say("2/5 ingesting %d recordings, %.2f hours", speech.utterances(), speech.hours());
    Recipe labelled = withLabels(recipe, folder.of("audio/" + Synthesize.LABELS));
    IngestReport corpus =
        new Ingest(
                spark,
                new IngestOptions(
                    List.of(folder.of("audio")),
                    folder.of("corpus"),
                    overwrite,
                    labelled.audio().sampleRate(),
                    labelled.ingest()))
            .run();
    say("3/5 training %d modules on %d recordings", modules(labelled), corpus.manifest().rows());
    Pretrain.Report trained =
        new Pretrain(spark, new Progress(out, SECONDS_BETWEEN_REPORTS))
            .start(labelled, folder.of("corpus"), folder.of("run"), existing(overwrite));
    say("4/5 probing for voices and words");
    ProbeReport probe =
        new Probe(spark)
            .run(
                new Probe.Options(
                    folder.of("corpus"),
                    folder.of("run"),
                    Optional.of(folder.of(PROBE)),
                    List.of(),
                    List.of()));
    out.print(probe.toText());
    say("5/5 writing the report");
    RunDirectory run = RunDirectory.open(hadoop, folder.of("run"));
    RunReport.write(
        hadoop,
        new Path(folder.of(RunReport.NAME)),
        RunReport.of(run)
            .page(
                "Greedy InfoMax: quick start",
                Text.format(
                    "%d synthetic recordings, %.2f hours, by %d voices",
                    speech.utterances(), speech.hours(), recipe.synthesis().voices()),
                spark,
                trained.stateHash(),
                LearnedByRun.of(hadoop, run, run.newestCheckpoint(), Optional.of(probe)),
                probe.rounds(),
                List.of(),
                commands(folder, labelled)));
    results.commit();
    say(
        "done in %.0f s: open %s in a browser",
        (System.nanoTime() - start) * 1e-9, folder.of(RunReport.NAME));
  }

  /** The folder that everything is made in. */
  private record Folder(String path) {

    String of(String name) {
      return new Path(path, name).toString();
    }

    /** As a word of a command. */
    String word(String name) {
      return ShellWord.of(of(name));
    }
  }

  /**
   * Whatever is not what an earlier quick start has made, or is in use, is found before anything is
   * done.
   */
  private static void requireFree(Configuration hadoop, Folder folder, boolean overwrite)
      throws IOException {
    Path path = new Path(folder.path());
    FileSystem files = path.getFileSystem(hadoop);
    Check.argument(
        overwrite || !files.exists(path) || files.listStatus(path).length == 0,
        "the output %s is not empty: choose another folder with --output, or replace it with"
            + " --overwrite",
        path);
    for (String name : List.of("corpus", "run")) {
      Path inside = new Path(folder.of(name));
      Optional<String> user = Lease.user(hadoop, inside);
      Check.argument(
          user.isEmpty(),
          "%s is in use by %s: wait until it has ended, or choose another folder with --output",
          inside,
          user.orElse(""));
    }
    OutputDirectory.claim(
        hadoop, folder.of("audio"), Synthesize.VERB, overwrite, Synthesize.OF_TASKS);
    CorpusDirectory.requireReplaceable(
        hadoop,
        folder.of("corpus"),
        overwrite ? CorpusDirectory.Existing.REPLACE : CorpusDirectory.Existing.REFUSE);
    RunDirectory.requireReplaceable(hadoop, folder.of("run"), existing(overwrite));
  }

  private static RunDirectory.Existing existing(boolean overwrite) {
    return overwrite ? RunDirectory.Existing.OVERWRITE : RunDirectory.Existing.REFUSE;
  }

  private static Recipe withLabels(Recipe recipe, String table) {
    return RecipeReader.read(
        "quickstart",
        recipe.toHocon(),
        List.of("ingest.labels.table=" + table, "probe.label=" + LABELS));
  }

  private static int modules(Recipe recipe) {
    return recipe.stack().modules().size();
  }

  private static List<String> commands(Folder folder, Recipe recipe) {
    String run = folder.word("run");
    String corpus = folder.word("corpus");
    return List.of(
        "# the same again, elsewhere",
        Text.format(
            "bin/gim quickstart --recipe %s --output elsewhere", folder.word("run/config.conf")),
        "# train for longer",
        Text.format(
            "bin/gim pretrain --recipe %s --input %s --run longer training.epochs=%d",
            folder.word("run/config.conf"), corpus, 4 * recipe.training().epochs()),
        "# probe it again",
        Text.format("bin/gim probe --input %s --run %s", corpus, run),
        "# features of any recordings, as Parquet",
        Text.format(
            "bin/gim encode --input %s --run %s --output %s",
            folder.word("audio"), run, folder.word("features")));
  }

  @FormatMethod
  private void say(@FormatString String text, Object... values) {
    out.println(Text.format(text, values));
  }
}
