package org.greedyinfomax.job.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.cli.Typed.fail;
import static org.greedyinfomax.cli.Typed.refuse;
import static org.greedyinfomax.cli.Typed.succeed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.job.failure.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of a tiny network on a little artificial speech, as they are typed. */
@Tag("slow")
final class GridSearchTest {

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
              + " stride = 20, padding = 10 }] }]",
          "optimizer.schedule=constant",
          "training.epochs=1",
          "training.batchSize=8",
          "training.localSteps=4",
          "synthesis.voices=3",
          "synthesis.hours=0.02",
          "probe.neighbours=0",
          "probe.maxIterations=3");

  @TempDir private static Path folder;

  @BeforeAll
  static void ingest() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    succeed("synthesize", TINY, "--output", at("audio"));
    succeed(
        "ingest",
        TINY,
        "--input",
        at("audio"),
        "--output",
        at("corpus"),
        "ingest.labels.table=" + at("audio/labels.tsv"));
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
  }

  @Test
  void triesEveryCombinationAndDoesOnlyWhatIsNew() throws IOException {
    String told = succeed(words("grown", "--grid", "loss.window=0,8"));

    assertThat(told)
        .contains("1/2 loss.window=0 seed=2: training and probing\n", "round 1/3 · conv")
        .containsPattern("2/2 loss.window=8 seed=2: training and probing; all will take about \\d")
        .containsPattern("the table is in \\S+/grown/study.md\n")
        .contains("2 of 2 trials are done", "## voice", "## Loss")
        .contains(Files.readString(folder.resolve("grown/study.md")));
    Path trial = folder.resolve("grown/loss.window-8_seed-2");
    assertThat(trial.resolve("run/report.html")).content().contains("id=\"probes\"");
    assertThat(trial.resolve("probe.json")).exists();
    List<String> before = lines("grown/study.csv");

    String again = succeed(words("grown", "--grid", "loss.window=8,0,16", "--seeds", "2,3"));

    assertThat(again)
        .contains("1/6 loss.window=8 seed=2: done already\n", "6 of 6 trials are done")
        .contains("2/6 loss.window=8 seed=3: training", "3/6 loss.window=0 seed=2: done already");
    assertThat(lines("grown/trials.jsonl")).hasSize(6);
    assertThat(succeed(words("grown", "--grid", "loss.window=0,8"))).doesNotContain("training and");
    assertThat(lines("grown/study.csv")).isEqualTo(before);
  }

  @Test
  void leavesOutATrialThatCannotBeDoneAndTellsSo() throws IOException {
    String split = "probe.testWhere=pmod(xxhash64(key), 4) = 0,key = 'nobody'";

    assertThat(succeed(words("partial", "--grid", split)))
        .contains("this trial is left out: ", "1 of 2 trials are done")
        .contains("## What failed\n\n- probe.testWhere=key = 'nobody' seed=2: ");
    assertThat(lines("partial/trials.jsonl")).hasSize(1);
    assertThat(refuse(words("nothing", "--grid", "probe.testWhere=key = 'nobody'")))
        .startsWith("gim: no trial could be done; the last one: ");
  }

  @Test
  void saysBeforeAnythingIsTrainedThatATrialCannotBe() {
    assertThat(refuse(words("none", "--grid", "training.replicas=1,13")))
        .isEqualTo(
            "gim: the trial \"training.replicas=13 seed=2\" cannot be: 98 rows do not fill a"
                + " mini-batch of 8 for each of 13 replicas: lower training.batchSize or"
                + " training.replicas\n");
    assertThat(refuse(words("none", "--grid", "loss.window=0", "--label", "shoe")))
        .startsWith(
            "gim: the trial \"loss.window=0 seed=2\" cannot be: there is no label column \"shoe\" in"
                + " the corpus ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(folder.resolve("mine/holidays"));

    assertThat(refuse(words("mine", "--grid", "loss.window=0")))
        .isEqualTo(
            "gim: %s is not empty and was not begun by gim study (it lacks study.json): choose another"
                    .formatted(at("mine"))
                + " --output\n");

    succeed(words("other", "--grid", "loss.window=0"));
    assertThat(refuse(words("other", "--grid", "loss.window=0", "training.epochs=2")))
        .startsWith(
            "gim: %s holds a study of another recipe (study.json has it)".formatted(at("other")));
    Files.writeString(folder.resolve("other/trials.jsonl"), "{}\n");
    assertThat(fail(ExitCode.USAGE, words("other", "--grid", "loss.window=0")))
        .contains("trials.jsonl", "delete the file to have all trials probed again");
  }

  private static String[] words(String output, String... options) {
    List<String> words =
        new ArrayList<>(List.of("study", "--input", at("corpus"), "--output", at(output)));
    if (!List.of(options).contains("--label")) {
      words.addAll(List.of("--label", "voice"));
    }
    words.addAll(TINY);
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private static List<String> lines(String name) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(name))) {
      return lines.toList();
    }
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }
}
