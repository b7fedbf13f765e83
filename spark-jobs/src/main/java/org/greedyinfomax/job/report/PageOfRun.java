package org.greedyinfomax.job.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.ShellWord;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.probe.map.EmbeddingMaps;
import org.greedyinfomax.probe.map.Mapping;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.report.Plots;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.drawing.PictureFile;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.storage.WriteTrial;

/** Shows a run as it is now, finished or not, on a page and in plots: {@code gim report}. */
public final class PageOfRun {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #write}. */
  public PageOfRun(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Writes {@code report.html} into the run directory, replacing an older one.
   *
   * @param directory of the run, of at least one checkpoint
   * @param probes file of {@code gim probe --output}; empty for what was found last while it
   *     trained, if anything was
   * @return the page
   * @throws IllegalArgumentException if there is no run, no checkpoint or no such file
   */
  public Path write(String directory, Optional<String> probes) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, directory);
    ReportData data = data(run, probes);
    requireStillThere(run);
    Path page = run.file(RunReport.NAME);
    RunReport.write(hadoop, page, data);
    return page;
  }

  /**
   * Writes the page's figures as PNG files, replacing older ones of its own, beside whatever else
   * is in the folder.
   *
   * @param directory of the run, of at least one checkpoint
   * @param probes as for {@link #write}
   * @param folder for the files
   * @return the files
   * @throws IllegalArgumentException if there is no run, no checkpoint or no such file, or another
   *     file has the name of a plot
   */
  public List<Path> plot(String directory, Optional<String> probes, String folder)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, directory);
    Map<String, byte[]> plots = new LinkedHashMap<>();
    Plots.of(data(run, probes)).forEach((name, plot) -> plots.put(name + ".png", plot));
    OutputDirectory output = OutputDirectory.claimBeside(hadoop, folder, "report", plots.keySet());
    output.begin(List.copyOf(plots.keySet()));
    for (Map.Entry<String, byte[]> plot : plots.entrySet()) {
      output.write(plot.getKey(), plot.getValue());
    }
    output.commit();
    return plots.keySet().stream().map(name -> new Path(folder, name)).toList();
  }

  /**
   * Writes the picture that the page opens with as an SVG file, replacing an older one of its own.
   *
   * @param directory of the run, of at least one checkpoint
   * @param probes as for {@link #write}
   * @param file for the picture
   * @throws IllegalArgumentException if there is no run, no checkpoint or no such file, nothing was
   *     probed, or something else is in the file's place
   */
  public void drawOpening(String directory, Optional<String> probes, String file)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path path = new Path(file);
    FileSystem files = path.getFileSystem(hadoop);
    Check.argument(
        !files.exists(path)
            || (files.getFileStatus(path).isFile()
                && PictureFile.isOne(WholeFile.readText(hadoop, path))),
        "%s is there and was not written by this command, so it is not replaced: choose another name",
        file);
    WriteTrial.require(hadoop, files.makeQualified(path).getParent());
    String picture = data(RunDirectory.open(hadoop, directory), probes).opening().picture();
    Check.argument(
        !picture.isEmpty(),
        "there is no picture of what the run %s has learned, because nothing was probed: probe it with"
            + " gim probe --output FILE, and name that file with --probes",
        directory);
    WholeFile.write(hadoop, path, PictureFile.of(picture).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Maps rows of a corpus by the newest checkpoint, for pages that are written from now on.
   *
   * @param directory of the run, of at least one checkpoint
   * @param corpus directory of a corpus with labels
   * @param overrides texts {@code key=value} for the run's recipe
   * @throws IllegalArgumentException if run, corpus and labels do not fit
   */
  public void map(String directory, String corpus, List<String> overrides) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, directory);
    WriteTrial.require(hadoop, run.path());
    EmbeddingMaps maps =
        new Mapping(spark).of(Corpus.open(hadoop, corpus), run, run.recipe(overrides).probe());
    requireStillThere(run);
    maps.write(hadoop, run.file(EmbeddingMaps.NAME));
  }

  /** So that a run which is deleted meanwhile is not made anew. */
  private void requireStillThere(RunDirectory run) throws IOException {
    Path recipe = run.file("config.conf");
    Check.argument(
        WholeFile.exists(spark.sparkContext().hadoopConfiguration(), recipe),
        "%s is gone: somebody has deleted or renamed the run %s while it was read, and nothing is"
            + " written there",
        recipe,
        run.path());
  }

  private ReportData data(RunDirectory run, Optional<String> probes) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunInput input = run.input();
    String corpus = input.hasCorpus() ? input.corpus() : "CORPUS";
    Checkpoint checkpoint = run.newestCheckpoint();
    Optional<ProbeReport> report = report(hadoop, probes);
    Learned learned = LearnedByRun.of(hadoop, run, checkpoint, report);
    return RunReport.of(run)
        .page(
            "Greedy InfoMax: " + run.path().getName(),
            input.hasCorpus()
                ? Text.format("%d rows of %s", input.recordings(), corpus)
                : "weights that were imported",
            spark,
            checkpoint.hash(),
            learned,
            report.map(ProbeReport::rounds).orElseGet(learned::lastProbed),
            howToProbe(run, corpus),
            commands(run, corpus));
  }

  private static Optional<ProbeReport> report(Configuration hadoop, Optional<String> probes)
      throws IOException {
    if (probes.isEmpty()) {
      return Optional.empty();
    }
    String text = WholeFile.readText(hadoop, new Path(probes.get()));
    return Optional.of(ProbeReport.fromJson(probes.get(), text));
  }

  private static List<String> howToProbe(RunDirectory run, String corpus) {
    String path = ShellWord.of(run.path().toString());
    return List.of(
        Text.format(
            "bin/gim probe --input %s --run %s --label LABEL --output probe.json",
            ShellWord.of(corpus), path),
        Text.format("bin/gim report --run %s --probes probe.json", path));
  }

  private static List<String> commands(RunDirectory run, String corpus) {
    String input = ShellWord.of(corpus);
    String path = ShellWord.of(run.path().toString());
    String recipe = ShellWord.of(run.file("config.conf").toString());
    return List.of(
        "# the same again, elsewhere",
        Text.format("bin/gim pretrain --input %s --run elsewhere --recipe %s", input, recipe),
        "# which modules know a label",
        Text.format("bin/gim probe --input %s --run %s --label LABEL", input, path),
        "# this page as it is now, with maps, and its figures as PNG",
        Text.format("bin/gim report --run %s --input %s --label LABEL --plots plots", path, input),
        "# features of all rows, as Parquet",
        Text.format("bin/gim encode --input %s --run %s --output features", input, path));
  }
}
