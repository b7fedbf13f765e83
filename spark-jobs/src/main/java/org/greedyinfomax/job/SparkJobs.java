package org.greedyinfomax.job;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.PrintableStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.EncodeBenchmark;
import org.greedyinfomax.bench.EncodeReport;
import org.greedyinfomax.bench.ProbeBenchmark;
import org.greedyinfomax.bench.ProbeTimes;
import org.greedyinfomax.bench.compute.GemmBenchmark;
import org.greedyinfomax.bench.compute.GemmReport;
import org.greedyinfomax.bench.compute.LayersBenchmark;
import org.greedyinfomax.bench.compute.LayersReport;
import org.greedyinfomax.bench.compute.StepBenchmark;
import org.greedyinfomax.bench.compute.StepReport;
import org.greedyinfomax.bench.io.IoBenchmark;
import org.greedyinfomax.bench.io.IoReport;
import org.greedyinfomax.bench.run.PipelineBenchmark;
import org.greedyinfomax.bench.run.PipelineReport;
import org.greedyinfomax.bench.run.ScalingBenchmark;
import org.greedyinfomax.bench.run.ScalingReport;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.SynthesisSettings.Microphones;
import org.greedyinfomax.data.synthesis.SynthesisConfig;
import org.greedyinfomax.doctor.Diagnosis;
import org.greedyinfomax.doctor.Doctor;
import org.greedyinfomax.ingest.Conversion;
import org.greedyinfomax.ingest.IngestOptions;
import org.greedyinfomax.ingest.listing.LeftOutCounts;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.job.exchange.Export;
import org.greedyinfomax.job.exchange.Import;
import org.greedyinfomax.job.report.PageOfRun;
import org.greedyinfomax.job.reproduce.Reproduce;
import org.greedyinfomax.job.study.GridSearch;
import org.greedyinfomax.plan.TrainingPlan;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.simulation.SimulationReport;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Nd4jEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.training.Progress;

/** The jobs, each in a Spark session; what came of them is told in a line or two. */
public final class SparkJobs implements Jobs {

  private static final double SECONDS_BETWEEN_REPORTS = 10;
  private static final double SECONDS_BETWEEN_REPORTS_ON_A_TERMINAL = 1;

  private final Sessions sessions;
  private final PrintStream out;
  private final Optional<PrintStream> terminal;
  private final double secondsBetweenReports;

  /** Jobs in sessions of their own. */
  public SparkJobs(PrintStream out) {
    this(out, false);
  }

  /**
   * Jobs in sessions of their own.
   *
   * @param isTerminal whether people look on, who can be shown a line that changes
   */
  SparkJobs(PrintStream out, boolean isTerminal) {
    this(
        Sessions.own(),
        out,
        isTerminal ? Optional.of(out) : Optional.empty(),
        SECONDS_BETWEEN_REPORTS);
  }

  SparkJobs(Sessions sessions, PrintStream out, double secondsBetweenReports) {
    this(sessions, out, Optional.empty(), secondsBetweenReports);
  }

  private SparkJobs(
      Sessions sessions,
      PrintStream out,
      Optional<PrintStream> terminal,
      double secondsBetweenReports) {
    this.sessions = sessions;
    this.out = new PrintableStream(out);
    this.terminal = terminal;
    this.secondsBetweenReports = secondsBetweenReports;
  }

  @Override
  public void synthesize(Command.Synthesize command) throws Exception {
    try (Sessions.Session session = sessions.open("synthesize")) {
      SparkSession spark = session.spark();
      Synthesize.Summary summary =
          new Synthesize(
                  spark,
                  new Synthesize.Options(
                      synthesisOf(command.recipe()), command.output(), command.overwrite()))
              .run();
      say(
          "synthesized %d utterances, %.2f hours, in %s",
          summary.utterances(), summary.hours(), summary.output());
    }
  }

  /** What a recipe has synthesized. */
  static SynthesisConfig synthesisOf(Recipe recipe) {
    return SynthesisConfig.ofHours(
        recipe.seed(),
        recipe.audio().sampleRate(),
        recipe.synthesis().voices(),
        recipe.synthesis().hours(),
        recipe.synthesis().microphones() == Microphones.VOICE);
  }

  @Override
  public void ingest(Command.Ingest command) throws Exception {
    try (Sessions.Session session = sessions.open("ingest")) {
      SparkSession spark = session.spark();
      Recipe recipe = command.recipe();
      Ingest ingest =
          new Ingest(
              spark,
              new IngestOptions(
                  List.of(command.input()),
                  command.output(),
                  command.overwrite(),
                  Conversion.sampleRate(recipe),
                  recipe.ingest()),
              ingestProgress());
      if (command.dryRun()) {
        out.print(ingest.dryRun().toText());
      } else {
        out.print(ingest.run().toText());
      }
    }
  }

  private IngestProgress ingestProgress() {
    return terminal.isPresent()
        ? new IngestProgress(terminal.get(), true, SECONDS_BETWEEN_REPORTS_ON_A_TERMINAL)
        : new IngestProgress(out, false, secondsBetweenReports);
  }

  @Override
  public void pretrain(Command.Pretrain command) throws Exception {
    try (Sessions.Session session = sessions.open("pretrain")) {
      SparkSession spark = session.spark();
      RunDirectory.Existing existing =
          command.overwrite() ? RunDirectory.Existing.OVERWRITE : RunDirectory.Existing.REFUSE;
      Pretrain pretrain = new Pretrain(spark, progress());
      if (command.initFrom().isEmpty()) {
        tell(pretrain.start(command.recipe(), command.input(), command.run(), existing));
        return;
      }
      RunDirectory finished = RunDirectory.open(hadoop(spark), command.initFrom().get());
      tell(pretrain.grow(command.recipe(), command.input(), command.run(), existing, finished));
    }
  }

  @Override
  public void resume(Command.Resume command) throws Exception {
    try (Sessions.Session session = sessions.open("pretrain")) {
      SparkSession spark = session.spark();
      RunDirectory run = RunDirectory.open(hadoop(spark), command.run());
      Recipe recipe =
          command.recipe().isPresent() ? command.recipe().get() : run.recipe(command.overrides());
      tell(new Pretrain(spark, progress()).resume(recipe, command.input(), run));
    }
  }

  private Progress progress() {
    return new Progress(out, secondsBetweenReports);
  }

  private void tell(Pretrain.Report report) {
    say(
        "trained %d of %d rounds%s in %s; the modules' states have SHA-256 %s",
        report.rounds(),
        report.ofRounds(),
        report.rounds() < report.ofRounds() ? ", after which all modules had stopped," : "",
        report.run(),
        report.stateHash());
  }

  @Override
  public void plan(Command.Plan command) throws Exception {
    try (Sessions.Session session = sessions.open("plan")) {
      SparkSession spark = session.spark();
      TrainingPlan plan = new Plan(spark).run(command.recipe(), command.input(), command.run());
      out.print(plan.toText());
    }
  }

  @Override
  public void doctor(Command.Doctor command) throws Exception {
    try (Sessions.Session session = sessions.open("doctor")) {
      SparkSession spark = session.spark();
      String run = command.run().orElseGet(() -> hadoop(spark).get("hadoop.tmp.dir"));
      Diagnosis diagnosis = new Doctor(spark).examine(command.recipe(), new Path(run));
      out.print(diagnosis.toText());
      Preflight.require(diagnosis);
    }
  }

  @Override
  public void simulate(Command.Simulate command) throws Exception {
    try (Sessions.Session session = sessions.open("simulate")) {
      SparkSession spark = session.spark();
      if (!command.output().isEmpty()) {
        JsonFile.requireReplaceable(
            hadoop(spark), new Path(command.output()), SimulationReport.class);
      }
      SimulationReport report =
          new Simulate(spark)
              .run(
                  command.run(),
                  command.executors(),
                  command.slots(),
                  command.network(),
                  command.store());
      out.print(report.toText());
      if (!command.output().isEmpty()) {
        JsonFile.write(hadoop(spark), new Path(command.output()), report);
      }
    }
  }

  @Override
  public void encode(Command.Encode command) throws Exception {
    try (Sessions.Session session = sessions.open("encode")) {
      SparkSession spark = session.spark();
      tell(
          new Encode(spark)
              .run(
                  command.input(),
                  command.run(),
                  command.output(),
                  command.module(),
                  command.pooling(),
                  command.overwrite()),
          command.output());
    }
  }

  private void tell(EncodedFiles encoded, String output) {
    say("encoded %d rows into %s", encoded.rows(), output);
    if (!encoded.rejected().isEmpty()) {
      say(
          "skipped %d files: %s/%s says why",
          encoded.rejected().size(), output, EncodedFiles.REJECTED);
    }
    if (!encoded.leftOut().isEmpty()) {
      say(
          "left out: %s (%s/%s lists them)",
          LeftOutCounts.of(encoded.leftOut()), output, EncodedFiles.LEFT_OUT);
    }
  }

  @Override
  public void export(Command.Export command) throws Exception {
    try (Sessions.Session session = sessions.open("export")) {
      SparkSession spark = session.spark();
      Export.Report report = new Export(spark).run(command);
      say(
          "exported %s to %s; the modules' states have SHA-256 %s",
          String.join(", ", report.files()), report.output(), report.stateHash());
    }
  }

  @Override
  public void importWeights(Command.Import command) throws Exception {
    try (Sessions.Session session = sessions.open("import")) {
      SparkSession spark = session.spark();
      String hash = new Import(hadoop(spark)).run(command);
      say(
          "imported %d modules into %s; their states have SHA-256 %s",
          command.recipe().stack().modules().size(), command.run(), hash);
    }
  }

  @Override
  public void encodeFiles(Command.EncodeFiles command) throws Exception {
    try (Sessions.Session session = sessions.open("encode")) {
      SparkSession spark = session.spark();
      tell(new EncodeFiles(spark).run(command), command.output());
    }
  }

  @Override
  public void probe(Command.Probe command) throws Exception {
    try (Sessions.Session session = sessions.open("probe")) {
      SparkSession spark = session.spark();
      ProbeReport report =
          new Probe(spark)
              .run(
                  command.input(),
                  command.run(),
                  command.output(),
                  command.overrides(),
                  command.beside());
      out.print(report.toText());
    }
  }

  @Override
  public void report(Command.Report command) throws Exception {
    try (Sessions.Session session = sessions.open("report")) {
      SparkSession spark = session.spark();
      PageOfRun page = new PageOfRun(spark);
      if (command.input().isPresent()) {
        page.map(command.run(), command.input().get(), command.overrides());
      }
      say("wrote %s", page.write(command.run(), command.probes()));
      if (command.plots().isPresent()) {
        List<Path> plots = page.plot(command.run(), command.probes(), command.plots().get());
        say("plotted %d figures into %s", plots.size(), command.plots().get());
      }
      if (command.picture().isPresent()) {
        page.drawOpening(command.run(), command.probes(), command.picture().get());
        say("drew %s", command.picture().get());
      }
    }
  }

  @Override
  public void clean(Command.Clean command) throws Exception {
    try (Sessions.Session session = sessions.open("clean")) {
      SparkSession spark = session.spark();
      Clean clean = new Clean(hadoop(spark), command.olderThan(), command.dryRun());
      out.print(clean.run(command.place(), command.path()).toText());
    }
  }

  @Override
  public void quickstart(Command.Quickstart command) throws Exception {
    try (Sessions.Session session = sessions.open("quickstart")) {
      SparkSession spark = session.spark();
      new Quickstart(spark, out).run(command.output(), command.overwrite(), command.recipe());
    }
  }

  @Override
  public void reproduce(Command.Reproduce command) throws Exception {
    try (Sessions.Session session = sessions.open("reproduce")) {
      SparkSession spark = session.spark();
      new Reproduce(spark, out).run(command.study(), command.data(), command.output());
    }
  }

  @Override
  public void study(Command.GridStudy command) throws Exception {
    try (Sessions.Session session = sessions.open("study")) {
      new GridSearch(session.spark(), progress(), out)
          .run(command.design(), command.input(), command.output());
    }
  }

  @Override
  public void bench(Command.Bench command) throws Exception {
    try (Sessions.Session session = sessions.open("bench " + command.benchmark().word())) {
      SparkSession spark = session.spark();
      switch (command.benchmark()) {
        case GEMM ->
            tell(
                spark,
                GemmReport.class,
                () -> new GemmBenchmark(oneThread()).run(command.recipe(), command.repeats()),
                command.output());
        case LAYERS ->
            tell(
                spark,
                LayersReport.class,
                () -> new LayersBenchmark(oneThread()).run(command.recipe(), command.repeats()),
                command.output());
        case STEP ->
            tell(
                spark,
                StepReport.class,
                () -> new StepBenchmark(oneThread()).run(command.recipe(), command.repeats()),
                command.output());
        case ENCODE ->
            tell(
                spark,
                EncodeReport.class,
                () ->
                    new EncodeBenchmark(spark)
                        .run(command.recipe(), command.input(), command.repeats()),
                command.output());
        case PROBE ->
            tell(
                spark,
                ProbeTimes.class,
                () -> new ProbeBenchmark().run(command.recipe(), command.repeats()),
                command.output());
        case IO ->
            tell(
                spark,
                IoReport.class,
                () ->
                    new IoBenchmark(spark)
                        .run(
                            command.recipe(),
                            command.input(),
                            command.scratch(),
                            command.repeats()),
                command.output());
        case PIPELINE ->
            tell(
                spark,
                PipelineReport.class,
                () ->
                    new PipelineBenchmark(spark, out)
                        .run(
                            command.recipe(),
                            command.input(),
                            command.scratch(),
                            command.repeats()),
                command.output());
        case SCALING ->
            tell(
                spark,
                ScalingReport.class,
                () ->
                    new ScalingBenchmark(out)
                        .run(
                            command.recipe(),
                            command.input(),
                            command.scratch(),
                            command.repeats()),
                command.output());
      }
    }
  }

  private static Engine oneThread() {
    return Nd4jEngine.onCpu(Precision.SINGLE, 1);
  }

  private <R extends Record & BenchmarkReport> void tell(
      SparkSession spark, Class<R> type, Callable<R> benchmark, String output) throws Exception {
    if (!output.isEmpty()) { // first, for a benchmark takes long
      JsonFile.requireReplaceable(hadoop(spark), new Path(output), type);
    }
    R report = benchmark.call();
    out.print(report.toText());
    if (!output.isEmpty()) {
      JsonFile.write(hadoop(spark), new Path(output), report);
    }
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  @FormatMethod
  private void say(@FormatString String text, Object... values) {
    out.println(Text.format(text, values));
  }
}
