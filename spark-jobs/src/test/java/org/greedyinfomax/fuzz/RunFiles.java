package org.greedyinfomax.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.fuzz.FuzzTarget.Promise;
import org.greedyinfomax.job.study.StudyDirectory;
import org.greedyinfomax.job.study.StudyFiles;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.map.EmbeddingMaps;
import org.greedyinfomax.probe.nuisance.NuisanceResult;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.result.ProbeLog;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.result.ProbedRound;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;
import org.greedyinfomax.run.RunSnapshot;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.SmallRecipe;

/** The files of a run, and those that the program writes about it. */
final class RunFiles {

  private static final RunInput INPUT =
      new RunInput(4, "corpus", "0abc", 26, List.of(0.01), List.of(0.2), "", "", 0);

  private final Configuration hadoop = new Configuration();
  private final Path model;
  private final Path run;

  /** Writes a run without training. */
  RunFiles(Path directory) throws IOException {
    model = directory;
    run = directory.resolve("run");
    Recipe recipe = SmallRecipe.with();
    new RunSnapshot(
            recipe, INPUT, Checkpoint.untrained(recipe), rounds(recipe), validations(recipe))
        .writeInto(hadoop, model.toString(), Map.of());
    Files.write(run.resolve("probes.jsonl"), ProbeLog.bytes(probes()));
    Files.write(run.resolve("probe.json"), report(recipe).toJson());
    maps().write(hadoop, hadoopPath("map.json"));
    StudyFiles.write(run);
  }

  List<FuzzTarget> targets() throws IOException {
    String manifest = "checkpoints/round-000000.json";
    String states = "checkpoints/round-000000/gru.safetensors";
    return List.of(
        target("run.json", () -> open().input()),
        target("config.conf", () -> open().recipe()),
        target("metrics.jsonl", () -> open().rounds()),
        target("validation.jsonl", () -> open().validations()),
        target(manifest, () -> open().newestCheckpoint().hash()),
        target(states, () -> open().newestCheckpoint().hash()),
        target("map.json", () -> EmbeddingMaps.read(hadoop, hadoopPath("map.json"))),
        target("probes.jsonl", () -> new ProbeLog(hadoop, hadoopPath("probes.jsonl")).rounds()),
        target("probe.json", this::readReport),
        target("study.json", () -> StudyDirectory.results(hadoop, run.toString())),
        target("trials.jsonl", () -> StudyDirectory.results(hadoop, run.toString())));
  }

  /** Files of somebody who knows of checksums: anything may be in them. */
  List<FuzzTarget> forged() throws IOException {
    List<FuzzTarget> forged = new ArrayList<>();
    for (FuzzTarget target : targets()) {
      String text = new String(target.original(), UTF_8);
      if (target.name().endsWith(".json")) {
        forged.add(
            forged(
                target,
                Renewed.withoutChecksum(text),
                object -> Renewed.withChecksum(object.length() < 2 ? "{\n}" : object)));
      } else if (target.name().endsWith(".jsonl")) {
        String line = text.substring(0, text.indexOf(",\"sha256\"")) + "}";
        forged.add(forged(target, line, object -> Renewed.line(object.isEmpty() ? "{}" : object)));
      } else if (target.name().equals("config.conf")) {
        String lines = text.substring(0, text.lastIndexOf("# sha256"));
        forged.add(forged(target, lines, RunFiles::withChecksumLine));
      }
    }
    return forged;
  }

  private static String withChecksumLine(String text) {
    String digest = WholeFile.sha256(text.getBytes(UTF_8));
    return text + "# sha256 of the lines above: " + digest + "\n";
  }

  private FuzzTarget forged(
      FuzzTarget target, String original, UnaryOperator<String> withChecksum) {
    return new FuzzTarget(
        target.name() + ", forged",
        original.getBytes(UTF_8),
        run.toString(), // a manifest may say that another file is wrong
        Promise.SOMETHING_VALID,
        content ->
            target.reader().read(withChecksum.apply(new String(content, UTF_8)).getBytes(UTF_8)));
  }

  private interface Opened {
    Object read() throws IOException;
  }

  private FuzzTarget target(String name, Opened opened) throws IOException {
    Path file = run.resolve(name);
    byte[] original = Files.readAllBytes(file);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    return new FuzzTarget(
        name,
        original,
        file.toString(),
        Promise.THE_SAME,
        content -> {
          Files.write(file, content);
          try {
            return opened.read();
          } finally {
            Files.write(file, original);
          }
        });
  }

  private RunDirectory open() throws IOException {
    return RunDirectory.open(hadoop, run.toString());
  }

  private Object readReport() throws IOException {
    Path file = run.resolve("probe.json");
    return ProbeReport.fromJson(file.toString(), new String(Files.readAllBytes(file), UTF_8));
  }

  private org.apache.hadoop.fs.Path hadoopPath(String name) {
    return new org.apache.hadoop.fs.Path(run.resolve(name).toString());
  }

  private static List<RoundMetrics> rounds(Recipe recipe) {
    List<RoundMetrics> rounds = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      List<RoundMetrics.Module> modules = new ArrayList<>();
      for (String name : names(recipe)) {
        modules.add(new RoundMetrics.Module(name, 2.5 / round, 0.1, 0.5, 0.75, false));
      }
      rounds.add(
          new RoundMetrics(
              round,
              3,
              "conv1-gru",
              5 * round,
              30L * round,
              1.25 * round,
              modules,
              new RoundMetrics.Seconds(1e9, 1.5, 0.25, 1, 0.125, 0.5, 0.0625, 0.125, 0),
              RoundMetrics.Border.NONE));
    }
    return rounds;
  }

  private static List<ValidatedRound> validations(Recipe recipe) {
    List<ValidatedRound> lines = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      List<ValidatedRound.Module> modules = new ArrayList<>();
      for (String name : names(recipe)) {
        modules.add(new ValidatedRound.Module(name, 2.5, 0.1, 0.5, 0.75, 2.25, 1, 0));
      }
      lines.add(new ValidatedRound(round, modules));
    }
    return lines;
  }

  private static List<String> names(Recipe recipe) {
    return recipe.stack().modules().stream().map(module -> module.name()).toList();
  }

  private static List<ProbedRound> probes() {
    return List.of(
        new ProbedRound(6, "0a", List.of(result("conv1"), result("gru"))),
        new ProbedRound(12, "0b", List.of(result("conv1"), result("gru"))));
  }

  private static ProbeResult result(String module) {
    return new ProbeResult(
        module,
        "voice",
        0.75,
        0.5,
        new Interval(0.5, 1),
        Interval.NONE,
        1e-3,
        1e-4,
        Double.NaN,
        Double.NaN,
        0.25,
        4,
        100,
        30);
  }

  private static ProbeReport report(Recipe recipe) {
    return new ProbeReport(
        5,
        "run",
        12,
        "0b",
        "corpus",
        recipe.probe(),
        List.of(result("raw"), result("gru")),
        List.of(),
        List.of(new NuisanceResult("raw", "noise", 0.5, Double.NaN, 80, 20)),
        List.of(
            new LabelCurve(
                "voice",
                "gru",
                List.of(new LabelPoint(1, 4, List.of(0.5, 0.25))),
                List.of(new LabelPoint(1, 4, List.of(0.25, 0.25))))),
        List.of(new SupervisedResult("other", "voice", "gru", 2, 10, 40, true, 0.5, 30)),
        List.of("nothing was left out"));
  }

  private static EmbeddingMaps maps() {
    return new EmbeddingMaps(
        2,
        12,
        "0b",
        "corpus",
        List.of(
            new EmbeddingMaps.LabelMap(
                "voice",
                2,
                List.of("ada", "bob", "größer"),
                List.of(
                    new EmbeddingMaps.ModuleMap(
                        "gru",
                        List.of(0.5, 0.25),
                        List.of(0.5, -1.25, 3.5),
                        List.of(0.25, 2.5, -3.75))))));
  }
}
