package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.cli.command.Invocation;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GimTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RecordingPerformer jobs = new RecordingPerformer();

  @BeforeEach
  void haveALog() {
    System.setProperty("gim.log", "/logs/gim-1.log");
  }

  @AfterEach
  void haveNone() {
    System.clearProperty("gim.log");
  }

  @Test
  void doesWhatItIsToldAndExitsWith0() {
    ExitCode code = run("quickstart", "--output", "q");

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(code.number()).isZero();
    assertThat(jobs.done).containsExactly("quickstart: Quickstart$Options");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void reachesEveryJob() {
    run("synthesize", "--output", "o");
    run("ingest", "--input", "i", "--output", "o");
    run("pretrain", "--input", "i", "--run", "r");
    run("pretrain", "--input", "i", "--run", "r", "--resume");
    run("plan", "--input", "i");
    run("doctor", "--run", "r");
    run("simulate", "--run", "r");
    run("encode", "--input", "i", "--run", "r", "--output", "o");
    run("export", "--run", "r", "--output", "o");
    run("import", "--input", "i", "--recipe", "librispeech", "--run", "r");
    run("encode", "--input", "i", "--model", "m", "--output", "o");
    run("probe", "--input", "i", "--run", "r");
    run("report", "--run", "r");
    run("clean", "--run", "r");
    run("quickstart", "--output", "o");
    run("reproduce", "stl10", "--data", "d", "--out", "o");
    run("study", "--input", "i", "--output", "o", "--grid", "training.batchSize=8,16");
    run("bench", "io", "--repeat", "2");

    assertThat(jobs.done)
        .containsExactly(
            "synthesize: Synthesize$Options",
            "ingest: IngestCommand$Options",
            "pretrain: Pretrain$Options",
            "pretrain: Pretrain$ResumeOptions",
            "plan: Plan$Options",
            "doctor: Preflight$Options",
            "simulate: Simulate$Options",
            "encode: Encode$Options",
            "export: Export$Options",
            "import: Import$Options",
            "encode: EncodeFiles$Options",
            "probe: Probe$Options",
            "report: ReportCommand$Options",
            "clean: Clean$Options",
            "quickstart: Quickstart$Options",
            "reproduce: Reproduce$Options",
            "study: GridSearch$Options",
            "bench io: BenchCommand$Options");
  }

  @Test
  void printsHelpAndExitsWith0() {
    assertThat(run("--help")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(UTF_8)).startsWith("Usage: gim COMMAND");
    assertThat(jobs.done).isEmpty();
  }

  @Test
  void exitsWith2OnBadUsageWithoutAStackTrace() {
    ExitCode code = run("pretran");

    assertThat(code.number()).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: unknown command \"pretran\": did you mean \"pretrain\"?\n\"gim --help\" lists the commands.%n"
                .formatted());
  }

  @Test
  void exitsWith2OnABadRecipe() {
    assertThat(run("quickstart", "training.epoch=3").number()).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: unknown key \"training.epoch\" (command line): did you mean \"training.epochs\"?%n"
                .formatted());
  }

  @Test
  void exitsWithTheCodeOfAJobThatEndsEarly() {
    jobs.failure = new JobException(ExitCode.INTERRUPTED, "stopped after round 3");

    assertThat(run("quickstart").number()).isEqualTo(4);
    assertThat(err.toString(UTF_8)).isEqualTo("gim: stopped after round 3%n".formatted());

    jobs.failure = new JobException(ExitCode.PREFLIGHT, "too little memory");

    assertThat(run("quickstart").number()).isEqualTo(3);
  }

  @Test
  void showsWhatComesFromOutsideAndDoesNotObeyIt() {
    jobs.failure =
        new IllegalArgumentException("tensor \"\u001b]0;x\u0007\u202e\u200b\" is\nmissing");

    run("quickstart");

    assertThat(err.toString(UTF_8))
        .isEqualTo("gim: tensor \"\\u001b]0;x\\u0007\\u202e\\u200b\" is\nmissing%n".formatted());

    run("\u009b2J");

    assertThat(err.toString(UTF_8)).startsWith("gim: unknown command \"\\u009b2J\"");
  }

  @Test
  void exitsWith1OnAnythingElseAndSaysWhereTheStackTraceIs() {
    jobs.failure = new IllegalStateException("broken");

    assertThat(run("quickstart").number()).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: unexpected java.lang.IllegalStateException: broken (log: /logs/gim-1.log)%n"
                .formatted());
  }

  @Test
  void namesNoLogWhereBinGimHasNone() {
    System.clearProperty("gim.log");
    jobs.failure = new IllegalStateException("broken");

    assertThat(run("quickstart").number()).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: unexpected java.lang.IllegalStateException: broken (--verbose shows the stack"
                + " trace)%n".formatted());
  }

  @Test
  void showsTheStackTraceIfAsked() {
    jobs.failure = new IllegalStateException("broken");

    assertThat(run("--verbose", "quickstart").number()).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .startsWith("gim: unexpected java.lang.IllegalStateException: broken (log: ")
        .contains("\tat org.greedyinfomax.cli.GimTest.");
    assertThat(run("quickstart", "--verbose").number()).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("\tat ");
  }

  @Test
  void tellsErrorsInASentenceToo() {
    jobs.error = new StackOverflowError();

    assertThat(run("quickstart").number()).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: unexpected java.lang.StackOverflowError (log: /logs/gim-1.log)%n".formatted());

    jobs.error = new OutOfMemoryError("Java heap space");

    assertThat(run("quickstart").number()).isEqualTo(3);
    assertThat(err.toString(UTF_8)).startsWith("gim: memory has ended (Java heap space): give it");
  }

  @Test
  void saysHowToStartWhereNoSparkMasterIsSet() {
    ExitCode code =
        new Gim(new CommandContext(stream(out)), stream(out), stream(err))
            .run(List.of("quickstart"));

    assertThat(code.number()).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "gim: no Spark master is set: start with bin/gim, which runs on this machine, or with"
                + " spark-submit --master MASTER --class org.greedyinfomax.cli.Gim%n".formatted());
  }

  private ExitCode run(String... words) {
    err.reset();
    return new Gim(jobs, stream(out), stream(err)).run(List.of(words));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  /** Notes what it is told, or fails. */
  private static final class RecordingPerformer implements Gim.Performer {

    private final List<String> done = new ArrayList<>();
    private RuntimeException failure;
    private Error error;

    @Override
    public void perform(Invocation<?> invocation) {
      if (failure != null) {
        throw failure;
      }
      if (error != null) {
        throw error;
      }
      String type = invocation.options().getClass().getName();
      done.add(invocation.session() + ": " + type.substring(type.lastIndexOf('.') + 1));
    }
  }
}
