package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.bench.Benchmark;
import org.greedyinfomax.cli.command.BenchCommand;
import org.greedyinfomax.cli.command.Command;
import org.greedyinfomax.cli.command.Commands;
import org.greedyinfomax.cli.command.IngestCommand;
import org.greedyinfomax.cli.command.Option;
import org.greedyinfomax.cli.command.ReportCommand;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.Clean;
import org.greedyinfomax.job.Encode;
import org.greedyinfomax.job.EncodeFiles;
import org.greedyinfomax.job.Plan;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.Probe;
import org.greedyinfomax.job.Quickstart;
import org.greedyinfomax.job.Simulate;
import org.greedyinfomax.job.Synthesize;
import org.greedyinfomax.job.exchange.Export;
import org.greedyinfomax.job.exchange.Import;
import org.greedyinfomax.job.reproduce.Comparison;
import org.greedyinfomax.job.reproduce.Experiment;
import org.greedyinfomax.job.reproduce.Reproduce;
import org.greedyinfomax.job.study.GridSearch;
import org.greedyinfomax.job.study.Trial;
import org.greedyinfomax.modality.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CommandLineTest {

  private static final Recipe SPEECH_SMALL = Presets.read("speech-small", List.of());

  @Test
  void readsSynthesize() {
    assertThat(parse("synthesize --output out"))
        .isEqualTo(new Synthesize.Options(Synthesize.configOf(SPEECH_SMALL), "out", false));
    assertThat(parse("synthesize --output out --overwrite synthesis.voices=3"))
        .isEqualTo(
            new Synthesize.Options(
                Synthesize.configOf(Presets.read("speech-small", List.of("synthesis.voices=3"))),
                "out",
                true));
  }

  @Test
  void readsIngest() {
    assertThat(parse("ingest --input wav --output corpus"))
        .isEqualTo(ingest("wav", false, false, SPEECH_SMALL));
    assertThat(parse("ingest --overwrite --output=corpus --input=wav --recipe librispeech"))
        .isEqualTo(ingest("wav", true, false, Presets.read("librispeech", List.of())));
    assertThat(parse("ingest --input jpg --output corpus --kind images"))
        .isEqualTo(
            ingest(
                "jpg", false, false, Presets.read("speech-small", List.of("ingest.kind=images"))));
    assertThat(parse("ingest --input wav --output corpus --dry-run"))
        .isEqualTo(ingest("wav", false, true, SPEECH_SMALL));
  }

  @Test
  void readsPretrain() {
    assertThat(parse("pretrain --input corpus --run runs/a"))
        .isEqualTo(new Pretrain.Options("corpus", "runs/a", Optional.empty(), false, SPEECH_SMALL));
    assertThat(parse("pretrain --input corpus --run runs/a --overwrite"))
        .isEqualTo(new Pretrain.Options("corpus", "runs/a", Optional.empty(), true, SPEECH_SMALL));
  }

  @Test
  void readsPretrainThatPutsModulesOnAFinishedRun() {
    assertThat(parse("pretrain --input corpus --run runs/b --init-from runs/a"))
        .isEqualTo(
            new Pretrain.Options("corpus", "runs/b", Optional.of("runs/a"), false, SPEECH_SMALL));
  }

  @Test
  void readsPretrainThatGoesOn() {
    assertThat(parse("pretrain --input corpus --run runs/a --resume training.epochs=20"))
        .isEqualTo(
            new Pretrain.ResumeOptions(
                "corpus", "runs/a", Optional.empty(), List.of("training.epochs=20")));
    assertThat(parse("pretrain --input corpus --run r --resume --recipe speech-small --seed 3"))
        .isEqualTo(
            new Pretrain.ResumeOptions(
                "corpus",
                "r",
                Optional.of(Presets.read("speech-small", List.of("seed=3"))),
                List.of()));
  }

  @Test
  void readsPlan() {
    assertThat(parse("plan"))
        .isEqualTo(new Plan.Options(Optional.empty(), Optional.empty(), SPEECH_SMALL));
    assertThat(parse("plan --input corpus --run runs/a --recipe librispeech --seed 3"))
        .isEqualTo(
            new Plan.Options(
                Optional.of("corpus"),
                Optional.of("runs/a"),
                Presets.read("librispeech", List.of("seed=3"))));
  }

  @Test
  void readsSimulate() {
    assertThat(parse("simulate --run r"))
        .isEqualTo(
            new Simulate.Options(
                "r",
                List.of(1, 8, 64, 512),
                1,
                1.25e9,
                Double.POSITIVE_INFINITY,
                Optional.empty()));
    assertThat(
            parse("simulate --run r --executors 3,40 --slots 4 --network 1 --store 500 --output o"))
        .isEqualTo(new Simulate.Options("r", List.of(3, 40), 4, 1.25e8, 5e8, Optional.of("o")));
  }

  @Test
  void readsEncode() {
    assertThat(parse("encode --input corpus --run runs/a --output out"))
        .isEqualTo(new Encode.Options("corpus", "runs/a", "out", "all", Pooling.MEAN, false));
    assertThat(parse("encode --input in --run r --output out --module gru --pool none --overwrite"))
        .isEqualTo(new Encode.Options("in", "r", "out", "gru", Pooling.NONE, true));
  }

  @Test
  void readsExport() {
    assertThat(parse("export --run runs/a --output out"))
        .isEqualTo(
            new Export.Options("runs/a", "out", Export.Format.ALL, "all", Pooling.MEAN, false));
    assertThat(
            parse("export --run r --output o --format onnx --module gru --pool none --overwrite"))
        .isEqualTo(new Export.Options("r", "o", Export.Format.ONNX, "gru", Pooling.NONE, true));
    assertThat(parse("export --run r --output o --format safetensors"))
        .isEqualTo(
            new Export.Options("r", "o", Export.Format.SAFETENSORS, "all", Pooling.MEAN, false));
  }

  @Test
  void readsImport() {
    Recipe librispeech = Presets.read("librispeech", List.of("seed=3"));

    assertThat(parse("import --input w --recipe librispeech --run r seed=3"))
        .isEqualTo(new Import.Options(List.of("w"), "r", "", Optional.empty(), false, librispeech));
    assertThat(
            parse(
                "import --input a,b --recipe librispeech --run r --prefix module."
                    + " --normalization -1e-3/0.5 --overwrite seed=3"))
        .isEqualTo(
            new Import.Options(
                List.of("a", "b"),
                "r",
                "module.",
                Optional.of(new Normalization(List.of(-0.001), List.of(0.5))),
                true,
                librispeech));
  }

  @Test
  void readsEncodeOfFilesAsTheyAre() {
    assertThat(parse("encode --input in --model m --output out"))
        .isEqualTo(new EncodeFiles.Options("in", "m", "out", "all", Pooling.MEAN, 64, false));
    assertThat(
            parse(
                "encode --input in --model m --output o --module gru --pool none --batch 8"
                    + " --overwrite"))
        .isEqualTo(new EncodeFiles.Options("in", "m", "o", "gru", Pooling.NONE, 8, true));
  }

  @Test
  void readsProbe() {
    assertThat(parse("probe --input corpus --run runs/a"))
        .isEqualTo(new Probe.Options("corpus", "runs/a", Optional.empty(), List.of(), List.of()));
    assertThat(parse("probe --input c --run r --output p.json probe.regParam=0 --label digit"))
        .isEqualTo(
            new Probe.Options(
                "c",
                "r",
                Optional.of("p.json"),
                List.of("probe.regParam=0", "probe.label=digit"),
                List.of()));
    assertThat(parse("probe --input c --run r --beside runs/a,runs/b"))
        .isEqualTo(
            new Probe.Options("c", "r", Optional.empty(), List.of(), List.of("runs/a", "runs/b")));
  }

  @Test
  void readsReport() {
    assertThat(parse("report --run r"))
        .isEqualTo(
            new ReportCommand.Options(
                "r",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    assertThat(
            parse(
                "report --run r --probes p.json --input c --label a,b --plots out --picture p.svg"))
        .isEqualTo(
            new ReportCommand.Options(
                "r",
                Optional.of("p.json"),
                Optional.of("c"),
                Optional.of("out"),
                Optional.of("p.svg"),
                List.of("probe.label=a,b")));
  }

  @Test
  void readsClean() {
    assertThat(parse("clean --run runs/a"))
        .isEqualTo(new Clean.Options(Clean.Place.RUN, "runs/a", Duration.ofMinutes(60), false));
    assertThat(parse("clean --input corpus --older-than 0 --dry-run"))
        .isEqualTo(new Clean.Options(Clean.Place.CORPUS, "corpus", Duration.ZERO, true));
  }

  @Test
  void readsQuickstart() {
    assertThat(parse("quickstart"))
        .isEqualTo(
            new Quickstart.Options("gim-quickstart", false, Presets.read("quickstart", List.of())));
    assertThat(parse("quickstart --output out --overwrite --seed -5"))
        .isEqualTo(
            new Quickstart.Options("out", true, Presets.read("quickstart", List.of("seed=-5"))));
  }

  @Test
  void readsBench() {
    assertThat(parse("bench io"))
        .isEqualTo(
            new BenchCommand.Options(Benchmark.IO, "", "", Optional.empty(), 5, SPEECH_SMALL));
    assertThat(
            parse(
                "bench pipeline --input c --run scratch --output b.json --repeat 3"
                    + " training.replicas=2"))
        .isEqualTo(
            new BenchCommand.Options(
                Benchmark.PIPELINE,
                "c",
                "scratch",
                Optional.of("b.json"),
                3,
                Presets.read("speech-small", List.of("training.replicas=2"))));
  }

  @Test
  void readsReproduce() {
    assertThat(parse("reproduce stl10 --data stl10_binary --out out"))
        .isEqualTo(
            new Reproduce.Options(
                "stl10_binary", "out", new Comparison(Experiment.STL10, false, List.of())));
    assertThat(parse("reproduce librispeech --data wav --out out --preset small seed=3"))
        .isEqualTo(
            new Reproduce.Options(
                "wav", "out", new Comparison(Experiment.LIBRISPEECH, true, List.of("seed=3"))));
  }

  @Test
  void readsStudy() {
    GridSearch.Options study =
        (GridSearch.Options)
            parse(
                "study --input c --output o --grid training.batchSize=8,32 --seeds 3,4 --label word"
                    + " --grid loss.window=0,64 training.epochs=2");

    assertThat(study.input()).isEqualTo("c");
    assertThat(study.output()).isEqualTo("o");
    assertThat(study.design().keys()).containsExactly("training.batchSize", "loss.window");
    assertThat(study.design().trials())
        .extracting(Trial::name)
        .hasSize(8)
        .startsWith(
            "loss.window-0_training.batchSize-8_seed-3",
            "loss.window-0_training.batchSize-8_seed-4");
    assertThat(study.design().trials().get(7).recipe())
        .isEqualTo(
            Presets.read(
                "speech-small",
                List.of(
                    "training.epochs=2",
                    "probe.label=word",
                    "training.batchSize=32",
                    "loss.window=64",
                    "seed=4")));
  }

  @Test
  void refusesAStudyWithAWrongRecipeBeforeAnythingIsDone() {
    assertThatThrownBy(
            () -> parse("study --input c --output o --grid training.batchSize=8,eight --seeds 1,2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the trial \"training.batchSize=eight seed=1\" cannot be: training.batchSize must be a"
                + " whole number, but is \"eight\" (command line)");
    assertThatThrownBy(() -> parse("study --input c --output o --grid training.batchsize=8,16"))
        .hasMessageContaining("did you mean \"training.batchSize\"?");
    assertThatThrownBy(
            () ->
                parse("study --input c --output o --grid loss.window=0,64 loss.window=0 --seeds 1"))
        .hasMessage("\"loss.window=0\" is a key of --grid, too: leave out one of them");
    assertThatThrownBy(() -> parse("study --input c --output o --grid loss.window=0,64 seed=3"))
        .hasMessage("\"seed=3\": name the seeds of a study with --seeds instead");
  }

  @Test
  void refusesToBenchAPipelineWithoutACorpus() {
    assertThatThrownBy(() -> parse("bench pipeline"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gim bench pipeline needs a corpus: name it by --input");
  }

  @Test
  void keepsAnOverrideWithSpacesWhole() {
    assertThat(
            CommandLine.parse(
                    List.of(
                        "ingest",
                        "ingest.splits.a=a = b",
                        "--input",
                        "some files",
                        "--output",
                        "corpus",
                        "seed=9"),
                    AsTyped.PATHS)
                .options())
        .isEqualTo(
            ingest(
                "some files",
                false,
                false,
                Presets.read("speech-small", List.of("ingest.splits.a=a = b", "seed=9"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pretrain --run r                | missing option --input
          pretrain --run r --input c --resume --init-from s | --resume knows what the run was begun \
          from: leave out --init-from
          pretrain --inptu c --run r --input d | unknown option --inptu: did you mean --input?
          encode --input i --run r --output o seed=3 | unknown argument 'seed=3'
          encode --input i --run r --output o --pool max | --pool must be mean or none, but is "max"
          encode --input i --output o     | name either a run with --run or, for files as they are, a \
          model with --model
          encode --input i --output o --run r --model m | name either a run with --run or, for files as \
          they are, a model with --model
          encode --input i --output o --model m --batch 0 | --batch must be a whole number of at least \
          1, but is "0"
          encode --input i --output o --run r --batch 8 | --batch is for files as they are: name a \
          model with --model
          report --run r --label voice | --label is about maps: name the corpus to map with --input
          pretrain --input c --run r --resume --overwrite | --resume keeps the run and \
          --overwrite deletes it: give one of them
          clean --older-than 3 | name either a run to clean with --run or a corpus with --input
          clean --run r --input c | name either a run to clean with --run or a corpus with --input
          clean --run r --older-than 1h | --older-than must be a whole number of minutes, but is \
          "1h"
          simulate --run r --executors 8,0 | --executors must be whole numbers of at least 1, with \
          commas between, but is "8,0"
          simulate --run r --slots many   | --slots must be a whole number of at least 1, but is \
          "many"
          bench iop                       | there is no benchmark "iop": did you mean "io"? \
          The benchmarks are gemm, layers, step, encode, probe, audio, io, pipeline, scaling
          bench io --repeat 0             | --repeat must be a whole number of at least 1, but is "0"
          reproduce stl11 --data d --out o | there is no experiment "stl11": did you mean "stl10"? \
          The experiments are stl10, librispeech
          reproduce stl10 --out o         | missing option --data
          reproduce stl10 --data d --out o --preset tiny | --preset must be small, or left out for \
          the paper's recipes, but is "tiny"
          study --input c --output o      | missing option --grid
          study --input c --output o --grid loss.window | --grid must be \
          KEY=VALUE[,VALUE]...[; KEY=VALUE[,VALUE]...]..., but is "loss.window"
          study --input c --output o --grid loss.window=0 --seeds 1,x | --seeds must be whole numbers \
          with commas between, but is "1,x"
          export --run r --output o --format pt | --format must be safetensors, onnx or all, but is \
          "pt"
          export --run r --output o --format safetensors --pool none | --module and --pool are about \
          ONNX models: leave them out with --format safetensors
          import --input i --run r        | missing option --recipe
          import --input i --run r --recipe librispeech --normalization 0.5 | --normalization must be \
          MEAN/DEVIATION for each channel, separated by commas, but is "0.5"
          import --input i --run r --recipe librispeech --normalization 0/one | --normalization has \
          "one" where a number is expected
          probe --input c --run r training.epochs=3 | "training.epochs=3" cannot be overridden: \
          the run has its recipe, of which a probe takes only keys under probe
          """)
  void saysWhatIsWrongAndHowToGetHelp(String words, String message) {
    String command = words.split(" ", 2)[0];

    assertThatThrownBy(() -> parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s\n\"gim %s --help\" lists the options.", message, command);
  }

  @Test
  void saysThatABenchmarkMustBeNamed() {
    assertThatThrownBy(() -> parse("bench --repeat 3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "missing argument gemm|layers|step|encode|probe|audio|io|pipeline|scaling\n\"gim bench --help\" lists the options.");
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThatThrownBy(() -> parse("pretran --input c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown command \"pretran\": did you mean \"pretrain\"?\n"
                + "\"gim --help\" lists the commands.");
  }

  @Test
  void suggestsThePresetThatWasMeant() {
    assertThatThrownBy(() -> parse("quickstart --recipe libri-speech"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no preset \"libri-speech\": did you mean \"librispeech\"? The presets are %s; a"
                + " file's name needs a slash, or ends in .conf",
            String.join(", ", Presets.NAMES));
  }

  @Test
  void saysWhatIsWrongInTheRecipe() {
    assertThatThrownBy(() -> parse("quickstart --seed many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seed must be a whole number, but is \"many\" (command line)");
  }

  @ParameterizedTest
  @CsvSource({"''", "--help", "-h", "help", "help pretrain"})
  void theGeneralHelpListsTheCommands(String words) {
    String help = CommandLine.help(words(words)).orElseThrow();

    assertThat(help)
        .startsWith("Usage: gim COMMAND [options] [key=value]...")
        .contains("  pretrain     train the modules on a corpus")
        .contains(Commands.words());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandsHelpListsItsOptions(Command command) {
    String help = CommandLine.help(List.of(command.word(), "--help")).orElseThrow();

    assertThat(help).startsWith("gim " + command.word() + ": " + command.summary());
    assertThat(help.lines().filter(line -> line.startsWith("  --")).map(String::strip))
        .hasSize(command.options().size() + 2)
        .zipSatisfy(
            Stream.concat(
                    command.options().stream().map(Option::name), Stream.of("verbose", "help"))
                .toList(),
            (line, name) -> assertThat(line).startsWith("--" + name));
    assertThat(help.contains("key=value")).isEqualTo(!command.keys().isEmpty());
  }

  private static List<Command> commands() {
    return Commands.ALL;
  }

  @Test
  void noHelpIsGivenWhereNoneIsAskedFor() {
    assertThat(CommandLine.help(words("pretrain --input c"))).isEmpty();
    assertThat(CommandLine.help(words("pretran --help"))).isEmpty();
  }

  private static Record parse(String words) {
    return CommandLine.parse(words(words), AsTyped.PATHS).options();
  }

  private static IngestCommand.Options ingest(
      String input, boolean overwrite, boolean dryRun, Recipe recipe) {
    return new IngestCommand.Options(
        new IngestOptions(
            List.of(input), "corpus", overwrite, Conversion.sampleRate(recipe), recipe.ingest()),
        dryRun);
  }

  private static List<String> words(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }
}
