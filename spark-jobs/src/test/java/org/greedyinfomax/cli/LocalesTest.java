package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.job.Recordings;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.training.TrainingProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in processes of its own, whose users live elsewhere. */
final class LocalesTest {

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
              + " stride = 20, padding = 10 }] }, { name = gru, layers = [{ kind = gru, hidden ="
              + " 6, backpropagation = through-time }] }]",
          "training.batchSize=8",
          "training.replicas=2",
          "training.localSteps=2",
          "training.schedule=[[0],[1]]",
          "synthesis.voices=2",
          "synthesis.hours=0.01");

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void theWholeWayEndsInTheSameBitsInEveryLanguage() throws Exception {
    Path english = goTheWholeWay("en", "US");
    Path persian = goTheWholeWay("fa", "IR"); // has digits of its own
    Path turkish = goTheWholeWay("tr", "TR"); // has another capital of i

    assertThat(hashes(english)).hasSize(3);
    assertThat(hashes(persian)).isEqualTo(hashes(english));
    assertThat(hashes(turkish)).isEqualTo(hashes(english));
    assertThat(names(persian))
        .isEqualTo(names(english))
        .allMatch(name -> name.matches("\\p{ASCII}*"));
    assertThat(names(turkish)).isEqualTo(names(english));
  }

  @Test
  void whatALocaleCannotNameIsRejectedAndNotPassedOver() throws Exception {
    Recordings recordings = new Recordings(folder);
    recordings.wav("plain.wav", 4000);
    recordings.wav("Grüße.wav", 4000);
    recordings.wav("Köln/dom.wav", 4000);

    String told =
        run(
            List.of(),
            Map.of("LC_ALL", "C"),
            folder,
            List.of(
                "ingest",
                "--input",
                recordings.input(),
                "--output",
                recordings.output().toString(),
                "ingest.maxBadFraction=1"));

    assertThat(told)
        .contains("ingested 1 recordings")
        .contains("skipped 2 files: " + recordings.output() + "/rejected.tsv says why");
    assertThat(Files.readString(recordings.output().resolve("rejected.tsv")))
        .containsPattern("Gr[?\uFFFD]+e.wav\thas a name that cannot be read as ANSI_X3.4-1968")
        .containsPattern("K[?\uFFFD]+ln\thas a name that cannot be read")
        .contains("start the program with LC_ALL=C.UTF-8 in its environment");
  }

  private Path goTheWholeWay(String language, String country) throws Exception {
    Path home = Files.createDirectory(folder.resolve(language));
    run(
        List.of("-Duser.language=" + language, "-Duser.country=" + country),
        Map.of(),
        home,
        List.of());
    return home;
  }

  /** Hashes of states that the commands have told of. */
  private static List<String> hashes(Path home) throws IOException {
    return Pattern.compile("SHA-256 ([0-9a-f]{64})")
        .matcher(Files.readString(home.resolve("told")))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** Names of all files, without what Spark draws by chance. */
  private static List<String> names(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .map(file -> home.relativize(file).toString())
          .map(
              name ->
                  Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                      .matcher(name)
                      .replaceAll("UUID"))
          .sorted()
          .toList();
    }
  }

  /** What a process has told, once it has ended well. */
  private static String run(
      List<String> options, Map<String, String> environment, Path home, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(1, options);
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2",
            LocalesTest.class.getName(),
            home.toString()));
    command.addAll(words);
    Path told = home.resolve("told");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    String text = Files.readString(told);
    assertThat(code).as(text).isZero();
    return text;
  }

  /** Goes the whole way in a folder, or carries out one command. */
  public static void main(String[] args) {
    if (args.length > 1) {
      tell(Arrays.asList(args).subList(1, args.length));
      System.exit(0);
    }
    String home = args[0] + "/";
    tell(TINY, "synthesize", "--output", home + "audio");
    tell(
        TINY,
        "ingest",
        "--input",
        home + "audio",
        "--output",
        home + "corpus",
        "ingest.labels.table=" + home + "audio/labels.tsv");
    String[] input = {"--input", home + "corpus", "--run", home + "run"};
    tell(TINY, with(input, "pretrain", "training.epochs=1", "optimizer.schedule=constant"));
    tell(List.of(), with(input, "pretrain", "--resume", "training.epochs=2"));
    tell(List.of(), with(input, "probe", "--label", "voice", "probe.maxIterations=2"));
    tell(List.of(), "report", "--run", home + "run", "--plots", home + "plots");
    tell(List.of(), "export", "--run", home + "run", "--output", home + "exported");
    Gim.main(with(input, "encode", "--output", home + "features")); // ends the process
  }

  private static String[] with(String[] options, String command, String... more) {
    return Stream.of(Stream.of(command), Stream.of(options), Stream.of(more))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private static void tell(List<String> keys, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(keys);
    tell(all);
  }

  private static void tell(List<String> words) {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    ExitCode code = new Gim(new CommandContext(out), out, out).run(words);
    if (code != ExitCode.DONE) {
      System.exit(code.number());
    }
  }
}
