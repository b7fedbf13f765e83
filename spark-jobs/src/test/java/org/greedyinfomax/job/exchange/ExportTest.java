package org.greedyinfomax.job.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.cli.Typed.fail;
import static org.greedyinfomax.cli.Typed.refuse;
import static org.greedyinfomax.cli.Typed.succeed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.cli.command.Sessions;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.job.EndingDisk;
import org.greedyinfomax.job.Pictures;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.model.Safetensors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights and models on their way out and in, by the commands as they are typed. */
final class ExportTest {

  private static final double TOLERANCE = 1e-5;

  private static final String TINY =
      "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
          + " stride = 20, padding = 10 }] }, { name = gru, layers = [{ kind = gru, hidden = 6,"
          + " backpropagation = through-time }] }]";

  private static final Path GOLDEN =
      Path.of(System.getProperty("project.root"), "common/src/test/resources/golden");

  /** Weights of the authors' code, and a recipe that they fit. */
  private enum Golden {
    AUDIO(
        "audio-tiny.safetensors",
        "speech-small",
        "gru",
        "modules=[{ name = conv1, layers = [{ kind = convolution1d, channels = 8, kernel = 10,"
            + " stride = 5, padding = 2 }] }, { name = conv2, layers = [{ kind = convolution1d,"
            + " channels = 8, kernel = 8, stride = 4, padding = 2 }] }, { name = conv3, layers ="
            + " [{ kind = convolution1d, channels = 8, kernel = 4, stride = 2, padding = 2 }] },"
            + " { name = gru, layers = [{ kind = gru, hidden = 6, backpropagation = through-time"
            + " }] }]",
        "loss.predictionSteps=3"),
    IMAGES(
        "vision-tiny.safetensors",
        "images-small",
        "stage3",
        "modules=[{ name = stage1, layers = [{ kind = convolution2d, channels = 2, kernel = 5,"
            + " stride = 1, padding = 2 }, { kind = residual, branch = bottleneck, width = 2,"
            + " stride = 1, count = 1 }] }, { name = stage2, layers = [{ kind = residual, branch"
            + " = bottleneck, width = 4, stride = 2, count = 2 }] }, { name = stage3, layers ="
            + " [{ kind = residual, branch = bottleneck, width = 8, stride = 2, count = 1 }] }]",
        "input.cropSize=32",
        "input.channels=1",
        "input.patchSize=8",
        "input.patchStride=4",
        "loss.predictionSteps=5");

    private final Path file;
    private final String preset;
    private final String topmost;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    Golden(String file, String preset, String topmost, String... keys) {
      this.file = GOLDEN.resolve(file);
      this.preset = preset;
      this.topmost = topmost;
      this.keys = List.of(keys);
    }

    void importTo(String run) {
      List<String> words =
          new ArrayList<>(
              List.of(
                  "import",
                  "--input",
                  file.toString(),
                  "--prefix",
                  "param.",
                  "--recipe",
                  preset,
                  "--run",
                  run,
                  "activations.dtype=float32"));
      words.addAll(keys);
      succeed(words.toArray(String[]::new));
    }
  }

  @TempDir private static Path folder;

  @BeforeAll
  static void makeARunAndPictures() throws IOException {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    System.setProperty("spark.hadoop.fs.ending.impl", EndingDisk.class.getName());
    System.setProperty(
        "spark.hadoop.fs.AbstractFileSystem.ending.impl", EndingDisk.Context.class.getName());
    succeed("synthesize", "--output", at("audio"), "synthesis.voices=2", "synthesis.hours=0.01");
    succeed("ingest", "--input", at("audio"), "--output", at("corpus"));
    succeed(
        "pretrain",
        "--input",
        at("corpus"),
        "--run",
        at("run"),
        TINY,
        "input.normalization=corpus",
        "activations.dtype=float32",
        "training.epochs=2",
        "training.batchSize=8");
    Pictures pictures = new Pictures(folder.resolve("album"));
    pictures.noise("cat/1.png", 40, 36);
    pictures.noise("dog/2.png", 32, 50);
    succeed(
        "ingest",
        "--recipe",
        "images-small",
        "--input",
        at("album/in"),
        "--output",
        at("pictures"),
        "ingest.size=0",
        "ingest.minSize=32");
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
    System.clearProperty("spark.hadoop.fs.ending.impl");
    System.clearProperty("spark.hadoop.fs.AbstractFileSystem.ending.impl");
  }

  @ParameterizedTest
  @EnumSource
  void goldenWeightsGoInAndOutUnderTheirNames(Golden golden) throws IOException {
    String name = golden.name();
    golden.importTo(at(name + "/run"));
    export(name + "/run", name + "/out", "--format", "safetensors");

    Safetensors theirs = Safetensors.fromBytes(Files.readAllBytes(golden.file));
    Safetensors ours = weights(name + "/out");
    assertThat(ours.entries().keySet().stream().map(tensor -> "param." + tensor))
        .containsExactlyElementsOf(
            theirs.entries().keySet().stream()
                .filter(tensor -> tensor.startsWith("param."))
                .toList());
    ours.entries()
        .forEach(
            (tensor, entry) ->
                assertThat(entry.floats())
                    .as(tensor)
                    .isEqualTo(singles(theirs.entry("param." + tensor).doubles())));
  }

  @Test
  void weightsWhoseBitsHaveChangedAreNotImported() throws IOException {
    export("run", "changed", "--format", "safetensors");
    Path file = folder.resolve("changed/weights.safetensors");
    byte[] content = Files.readAllBytes(file);
    content[content.length - 2] ^= 1;
    Files.write(file, content);

    String told =
        refuse(
            "import",
            "--input",
            file.toString(),
            "--recipe",
            at("changed/config.conf"),
            "--run",
            at("changed/run"));

    assertThat(told)
        .isEqualTo(
            "gim: %s is damaged, or was changed after it was exported (its metadata \"sha256\" is of"
                + " something else): restore it, or take that text out of it\n",
            file);
  }

  @Test
  void anExportSaysWhatItFailedOfAlsoIfNothingCanBeDeletedAfterwards() {
    EndingDisk.mend();

    String told =
        fail(ExitCode.PREFLIGHT, "export", "--run", at("run"), "--output", "ending:" + at("ended"));

    assertThat(EndingDisk.hasEnded()).isTrue();
    assertThat(told)
        .startsWith("gim: cannot write ending:" + at("ended/weights.safetensors") + ": ")
        .contains("No space left on device: make room, or take another place");
  }

  @Test
  void anImportOntoAFullDiskEndsAsEveryOtherCommandDoes() {
    export("run", "fitting", "--format", "safetensors");
    EndingDisk.mend();

    String told =
        fail(
            ExitCode.PREFLIGHT,
            "import",
            "--input",
            at("fitting/weights.safetensors"),
            "--recipe",
            at("fitting/config.conf"),
            "--run",
            "ending:" + at("full"));

    assertThat(told)
        .contains(
            "No space left on device",
            "nothing is saved: remove the cause, then give the same command again");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasExportedComesBackByteForByte(Golden golden) throws IOException {
    String name = golden.name();
    golden.importTo(at(name + "/first/run"));
    export(name + "/first/run", name + "/first/out");

    succeed(
        "import",
        "--input",
        at(name + "/first/out/weights.safetensors"),
        "--recipe",
        at(name + "/first/out/config.conf"),
        "--run",
        at(name + "/second/run"));
    export(name + "/second/run", name + "/second/out");

    for (String file : List.of("weights.safetensors", "config.conf", golden.topmost + ".onnx")) {
      assertThat(folder.resolve(name + "/second/out").resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve(name + "/first/out").resolve(file));
    }
  }

  @Test
  void aModelMakesOfARecordingWhatEncodeMakesOfIt() throws IOException, OrtException {
    succeed("encode", "--input", at("corpus"), "--run", at("run"), "--output", at("vectors"));
    export("run", "models");

    List<Row> rows = table("vectors");
    List<CorpusRow> recordings = contents("corpus");
    for (String module : List.of("conv", "gru")) {
      try (OrtSession session = session("models/" + module + ".onnx")) {
        for (int i = 0; i < 10; i++) {
          float[] signal = signal((Clip) recordings.get(i).content());

          float[] vector = run(session, "vector", signal, 1, signal.length);

          assertClose(vector, vector(rows, recordings.get(i).key(), module));
        }
        assertThat(session.getMetadata().getCustomMetadata())
            .containsEntry("module", module)
            .containsEntry("run", "run")
            .containsKeys("stateHash", "recipeHash", "normalization");
      }
    }
  }

  @Test
  void aModelNormalizesEveryRecordingByItselfIfTrainingDid() throws IOException, OrtException {
    succeed(
        "pretrain",
        "--input",
        at("corpus"),
        "--run",
        at("self/run"),
        TINY,
        "input.normalization=recording",
        "activations.dtype=float32",
        "training.epochs=1",
        "training.batchSize=8");
    succeed(
        "encode", "--input", at("corpus"), "--run", at("self/run"), "--output", at("self/vectors"));
    export("self/run", "self/out");

    List<Row> rows = table("self/vectors");
    try (OrtSession session = session("self/out/gru.onnx")) {
      for (CorpusRow recording : contents("corpus").subList(0, 10)) {
        float[] signal = signal((Clip) recording.content());

        float[] vector = run(session, "vector", signal, 1, signal.length);

        assertClose(vector, vector(rows, recording.key(), "gru"));
      }
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("normalization", "recording");
    }
    assertThat(Files.readString(folder.resolve("self/out/README.md")))
        .contains("ONNX models subtract the signal's own mean and divide by its own standard");

    String[] words = {
      "import", "--input", at("self/out/weights.safetensors"), "--run", at("self/again")
    };
    String recipe = at("self/run/config.conf");
    assertThat(refuse(with(words, "--recipe", recipe, "input.normalization=corpus")))
        .isEqualTo(
            Text.format(
                "gim: %s was trained with input.normalization = recording, but the recipe has"
                    + " corpus: name the config.conf that was exported with it\n",
                at("self/out/weights.safetensors")));
    assertThat(refuse(with(words, "--recipe", recipe, "--normalization", "0/1")))
        .isEqualTo(
            "gim: --normalization is of a corpus, but the recipe has input.normalization ="
                + " recording: leave it out\n");
    succeed(with(words, "--recipe", recipe));
    export("self/again", "self/second", "--format", "safetensors");
    assertThat(folder.resolve("self/second/config.conf"))
        .hasSameTextualContentAs(folder.resolve("self/out/config.conf"));
  }

  @Test
  void aModelMakesOfAPictureWhatEncodeMakesOfIt() throws IOException, OrtException {
    Golden.IMAGES.importTo(at("seen/run"));
    succeed(
        "encode",
        "--input",
        at("pictures"),
        "--run",
        at("seen/run"),
        "--output",
        at("seen/vectors"));
    export("seen/run", "seen/models", "--module", "stage2");

    List<Row> rows = table("seen/vectors");
    try (OrtSession session = session("seen/models/stage2.onnx")) {
      for (CorpusRow picture : contents("pictures")) {
        float[] image = middle((Picture) picture.content());

        float[] vector = run(session, "vector", image, 1, 1, 32, 32);

        assertClose(vector, vector(rows, picture.key(), "stage2"));
      }
    }
    assertThat(folder.resolve("seen/models/stage1.onnx")).doesNotExist();
  }

  @Test
  void theCardTellsWhatTheRunKnows() throws IOException {
    String told = export("run", "card/out");

    String card = Files.readString(folder.resolve("card/out/README.md"));
    assertThat(told)
        .matches(
            "exported config.conf, weights.safetensors, conv.onnx, gru.onnx, README.md to "
                + at("card/out")
                + "; the modules' states have SHA-256 [0-9a-f]{64}\n");
    assertThat(card)
        .startsWith("# run\n\nAn encoder of recordings in 2 modules, ")
        .contains(" recordings of the corpus `" + at("corpus") + "`, whose manifest has SHA-256")
        .containsPattern(
            "- \\d+ of \\d+ rounds, 2\\.0 epochs, \\d+ crops of 0\\.32 s, 0\\.0\\d hours")
        .contains("InfoNCE, without labels: 6 steps forward, 10 negatives a step (whole-batch)")
        .containsPattern(
            "\\| conv \\| convolution of 40 with stride 20 and padding 10, ReLU \\| 8 \\| 20 samples"
                + " \\(2\\.50 ms\\) \\| \\d+ \\| \\d\\.\\d{4} \\|")
        .containsPattern("\\| gru \\| GRU of 6 \\| 6 \\| 20 samples")
        .contains("`signal`, `[batch, time]`: mono at 8000 Hz")
        .contains("session.run([\"vector\"], {\"signal\": signal})  # [batch, channel]")
        .contains("- A signal has at least 20 samples")
        .contains(told.substring(told.length() - 65, told.length() - 1))
        .doesNotContain("null", "%");
  }

  @Test
  void theCardOfAnImportSaysWhereItCameFrom() throws IOException {
    Golden.IMAGES.importTo(at("from/run"));
    export("from/run", "from/out", "--format", "onnx", "--pool", "none");

    assertThat(Files.readString(folder.resolve("from/out/README.md")))
        .contains(
            "imported from " + Golden.IMAGES.file + ". What they were trained on is not known")
        .contains("| not recorded |", "7 x 7 patches of 8 x 8 pixels, 4 apart")
        .contains("(vectors,) = session.run([\"vectors\"], {\"image\": image})")
        .contains("subtract the mean 0.412 and divide by the standard deviation 0.257")
        .doesNotContain("weights.safetensors");
  }

  @Test
  void newModulesGrowOnImportedOnes() {
    Golden.AUDIO.importTo(at("grown/below"));
    String[] words = {
      "pretrain",
      "--input",
      at("corpus"),
      "--run",
      at("grown/run"),
      "--init-from",
      at("grown/below"),
      Golden.AUDIO
          .keys
          .get(0)
          .replaceAll(
              "]$",
              ", { name = top, layers = [{ kind = convolution1d, channels = 4, kernel = 2,"
                  + " stride = 2, padding = 0 }] }]"),
      "loss.predictionSteps=3",
      "activations.dtype=float32",
      "training.epochs=1",
      "training.batchSize=8"
    };

    assertThat(succeed(words)).contains("trained ");
    assertThat(refuse("pretrain", "--input", at("corpus"), "--run", at("grown/below"), "--resume"))
        .isEqualTo(
            "gim: the modules of the run %s were imported, and are not trained any more: put new"
                + " ones on them with --init-from\n",
            at("grown/below"));
  }

  @Test
  void anExportIsReplacedOnlyOnRequestAndNothingElseIs() throws IOException {
    export("run", "twice");
    String[] words = {"export", "--run", at("run"), "--output", at("twice")};

    assertThat(refuse(words))
        .isEqualTo(
            "gim: the output %s is not empty: choose another directory, or replace it with"
                + " --overwrite\n",
            at("twice"));
    export("run", "twice", "--overwrite", "--format", "onnx", "--module", "gru");
    assertThat(names("twice")).containsExactly("README.md", "_gim.json", "config.conf", "gru.onnx");

    Files.writeString(folder.resolve("twice/thesis.txt"), "years of work");
    assertThat(refuse("export", "--run", at("run"), "--output", at("twice"), "--overwrite"))
        .isEqualTo(
            "gim: the output %s contains thesis.txt, which gim export has not written, so it is not"
                + " overwritten: choose another directory\n",
            at("twice"));
    assertThat(names("twice")).hasSize(5);
  }

  @Test
  void nothingIsLeftOfAnExportThatFails() throws IOException {
    succeed(
        "pretrain",
        "--recipe",
        "images-small",
        "--input",
        at("pictures"),
        "--run",
        at("twins/run"),
        "modules=[{ name = a, layers = [{ kind = convolution2d, channels = 2, kernel = 3, stride"
            + " = 1, padding = 1 }], context { kind = pixelcnn, layers = 1 } }, { name = b,"
            + " layers = [{ kind = convolution2d, channels = 2, kernel = 3, stride = 1, padding"
            + " = 1 }], context { kind = pixelcnn, layers = 1 } }]",
        "training.epochs=1",
        "training.batchSize=2",
        "training.replicas=1");

    assertThat(refuse("export", "--run", at("twins/run"), "--output", at("twins/out")))
        .isEqualTo(
            "gim: the authors' code has one PixelCNN, but module \"b\" is not the first with one, so"
                + " its weights have no names there\n");
    assertThat(folder.resolve("twins/out")).doesNotExist();
  }

  @Test
  void importSaysWhatItCannotUseAndMakesNoRun() throws IOException {
    String[] words = {
      "import", "--recipe", "speech-small", "--run", at("none"), "--input", at("missing")
    };
    assertThat(refuse(words))
        .isEqualTo("gim: there is no file %s: name a safetensors file\n", at("missing"));

    Files.writeString(folder.resolve("model.ckpt"), "PK and what torch.save writes");
    words[6] = at("model.ckpt");
    assertThat(refuse(words))
        .startsWith("gim: cannot read " + at("model.ckpt") + ": not a safetensors file: ")
        .endsWith("; convert weights of PyTorch first, as docs/export.md shows\n");

    words[6] = Golden.AUDIO.file + "," + Golden.AUDIO.file;
    assertThat(refuse(words))
        .isEqualTo(
            "gim: tensor \"module0.negatives.k1\" of %s is in another file, too: name one of them\n",
            Golden.AUDIO.file);

    words[6] = Golden.AUDIO.file.toString();
    assertThat(refuse(words))
        .isEqualTo(
            "gim: tensor \"fullmodel.0.encoder.model.layer 0.0.weight\" is missing from %s: module"
                + " \"conv1\" of the recipe needs it, of shape [128, 1, 10]; there its name begins"
                + " with adam1. or grad. or param.: name that with --prefix\n",
            Golden.AUDIO.file);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void anImportedRunIsNormalizedAsItIsTold() throws IOException {
    Golden.AUDIO.importTo(at("plain/run"));
    assertThat(Files.readString(folder.resolve("plain/run/run.json")))
        .contains("\"means\" : [ -6.781E-4 ]", "\"standardDeviations\" : [ 0.0630056 ]");
    export("run", "plain/out", "--format", "safetensors");
    String[] words = {
      "import",
      "--input",
      at("plain/out/weights.safetensors"),
      "--recipe",
      at("run/config.conf"),
      "--run",
      at("plain/again")
    };

    succeed(words);
    assertThat(line("plain/again", "means")).isEqualTo(line("run", "means"));
    succeed(with(words, "--overwrite", "--normalization", "0.25/0.5"));
    assertThat(line("plain/again", "means")).isEqualTo("  \"means\" : [ 0.25 ],");
    assertThat(refuse(with(words, "--overwrite", "--normalization", "0.25/0.5,0/1")))
        .isEqualTo(
            "gim: the recipe's input has 1 channels, but the normalization 2: name it with"
                + " --normalization\n");
  }

  private static String line(String run, String field) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("run.json")).stream()
        .filter(line -> line.contains("\"" + field + "\""))
        .findFirst()
        .orElseThrow();
  }

  private static String export(String run, String output, String... more) {
    return succeed(with(new String[] {"export", "--run", at(run), "--output", at(output)}, more));
  }

  private static Safetensors weights(String export) throws IOException {
    return Safetensors.fromBytes(
        Files.readAllBytes(folder.resolve(export).resolve("weights.safetensors")));
  }

  private static List<String> names(String directory) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(directory))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<CorpusRow> contents(String corpus) throws IOException {
    Corpus opened = Corpus.open(new Configuration(), at(corpus));
    List<CorpusRow> rows = new ArrayList<>();
    for (int group = 0; group < opened.rowGroups().size(); group++) {
      opened.read(opened.rowGroups().get(group)).forEach(rows::add);
    }
    return rows;
  }

  private static float[] signal(Clip clip) {
    float[] signal = new float[clip.samples().length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = clip.samples()[i] / 32768f;
    }
    return signal;
  }

  /** The middle of a picture in grey, 32 rows and columns of it. */
  private static float[] middle(Content content) {
    Picture picture = ((Picture) content).grey();
    float[] image = new float[32 * 32];
    for (int i = 0; i < image.length; i++) {
      int row = (picture.rows() - 32) / 2 + i / 32;
      int column = (picture.columns() - 32) / 2 + i % 32;
      int pixel = Byte.toUnsignedInt(picture.pixels()[row * picture.columns() + column]);
      image[i] = pixel / 255f;
    }
    return image;
  }

  private static OrtSession session(String file) throws IOException, OrtException {
    return OrtEnvironment.getEnvironment()
        .createSession(Files.readAllBytes(folder.resolve(file)), new OrtSession.SessionOptions());
  }

  private static float[] run(OrtSession session, String output, float[] input, long... shape)
      throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input), shape);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      FloatBuffer found = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
      float[] values = new float[found.remaining()];
      found.get(values);
      return values;
    }
  }

  private static List<Float> vector(List<Row> rows, String key, String module) {
    Row row =
        rows.stream().filter(found -> found.getAs("key").equals(key)).findFirst().orElseThrow();
    return row.getList(row.fieldIndex(module));
  }

  private static void assertClose(float[] theirs, List<Float> ours) {
    assertThat(theirs).hasSize(ours.size());
    for (int c = 0; c < theirs.length; c++) {
      assertThat((double) theirs[c]).isCloseTo(ours.get(c), within(TOLERANCE));
    }
  }

  private static float[] singles(double[] numbers) {
    float[] singles = new float[numbers.length];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = (float) numbers[i];
    }
    return singles;
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static List<Row> table(String name) throws IOException {
    try (Sessions.Session session = Sessions.own().open("test")) {
      SparkSession spark = session.spark();
      return spark.read().parquet(at(name)).orderBy("key").collectAsList();
    }
  }
}
