package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greedyinfomax.config.TestRecipes.OTHER;
import static org.greedyinfomax.config.TestRecipes.ROOT;
import static org.greedyinfomax.config.TestRecipes.other;
import static org.greedyinfomax.config.TestRecipes.preset;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.InputSettings.Audio.Statistics;
import org.greedyinfomax.config.ProbeSettings.Pooling;
import org.greedyinfomax.config.SynthesisSettings.Microphones;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.ResidualSpec.Branch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.optim.OuterStep;
import org.greedyinfomax.optim.RateSchedule;
import org.greedyinfomax.tensor.StorageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecipeReaderTest {

  @TempDir private Path folder;

  @Test
  void readsEveryKey() {
    assertThat(other())
        .isEqualTo(
            new Recipe(
                Long.MIN_VALUE,
                new InputSettings.Audio(22_050, 4_000, Statistics.RECORDING),
                new StackSpec(
                    1,
                    List.of(
                        new ModuleSpec(
                            "lower",
                            List.of(
                                new ConvolutionSpec(3, 6, 3, 1), new ConvolutionSpec(5, 7, 6, 0)),
                            Optional.of(new GruSpec(9, Backpropagation.ONE_STEP))),
                        new ModuleSpec(
                            "upper-2",
                            List.of(new ConvolutionSpec(11, 2, 1, 1)),
                            Optional.empty())),
                    new InfoNceSpec(3, 7, NegativeSampling.SAME_SEQUENCE, 50),
                    StorageType.FLOAT32,
                    Initialization.UNIFORM),
                new OptimizerSettings(1e-3, RateSchedule.COSINE, 8, 0.5, 0.75, 1e-7),
                new TrainingSettings(
                    21,
                    22,
                    23,
                    24,
                    Order.ITERATIVE,
                    Schedule.of(List.of(List.of(0), List.of(1))),
                    25),
                new OuterStep(0.7, 0.9),
                new ActivationSettings(3, 5L << 20),
                new CorpusSettings("speaker = 'a' AND \"take\" < 3", 31, LabelsPerClass.ALL),
                new ValidationSettings("take = 4", 32, 0, 0.25),
                new IngestSettings(
                    ContentKind.IMAGES,
                    Layout.TABLE,
                    "picture",
                    41,
                    Channel.LOUDER,
                    new LengthSettings(45, 46),
                    new PictureSettings(1, 42, 43, 44_000_000_000L, Background.REJECT, 2.5),
                    0.25,
                    new LabelSettings("room", "(?<digit>\\d)_.*", "labels.csv"),
                    Map.of("dev.clean", "lists/dev.txt", "train", "/data/a b/train.txt")),
                new ProbeSettings(
                    "digit",
                    "split = 'test'",
                    0.5,
                    Pooling.MEAN_AND_DEVIATION,
                    0,
                    51,
                    52,
                    false,
                    false,
                    "phones.txt",
                    3,
                    4,
                    "labelled",
                    List.of(2, 5, LabelsPerClass.ALL),
                    6),
                new SynthesisSettings(61, 6.5, Microphones.VOICE),
                DeviceChoice.CUDA));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          input.sampleRate=0             | input.sampleRate must be at least 1, but is 0
          input.cropSamples=0            | input.cropSamples must be at least 1, but is 0
          input.cropSamples=[0, 400]     | input.cropSamples must be at least 1, but is 0
          input.cropSamples=[]           | input.cropSamples must have 1 to 100 lengths, but has 0
          input.cropSamples=[400, 400]   | input.cropSamples must rise from length to length, but \
          400 follows 400
          loss.predictionSteps=0         | loss.predictionSteps must be at least 1, but is 0
          loss.negatives=0               | loss.negatives must be at least 1, but is 0
          loss.skip=1                    | loss.skip must be 0 for sequences, but is 1
          loss.directions=[]             | loss.directions must name at least one, each once, but \
          are []
          loss.window=3                  | loss.window must be 0 (everything) or more than \
          predictionSteps (3), but is 3
          optimizer.learningRate=2       | optimizer.learningRate must lie in (0, 1], but is 2.0
          optimizer.warmupSteps=-1       | optimizer.warmupSteps must be at least 0, but is -1
          optimizer.beta1=1              | optimizer.beta1 must lie in [0, 1), but is 1.0
          optimizer.beta2=-1             | optimizer.beta2 must lie in [0, 1), but is -1.0
          optimizer.epsilon=0            | optimizer.epsilon must be more than 0, but is 0.0
          training.epochs=0              | training.epochs must be at least 1, but is 0
          training.batchSize=0           | training.batchSize must be at least 1, but is 0
          training.replicas=0            | training.replicas must be at least 1, but is 0
          training.localSteps=-1         | training.localSteps must be at least 1, but is -1
          training.localSteps=0          | training.localSteps must be at least 1, or auto, but is 0
          training.schedule=[[0, 2], [1]] | training.schedule must name every module once and in \
          order, as in [[0, 1], [2]], but is [[0, 2], [1]]
          training.schedule=[[0], [], [1]] | training.schedule must not have an empty group, but is \
          [[0], [], [1]]
          training.schedule=[]           | training.schedule must list its groups: [[0, 1], [2]]
          averaging.outerLearningRate=0  | averaging.outerLearningRate must be more than 0, but is 0.0
          averaging.outerMomentum=1      | averaging.outerMomentum must lie in [0, 1), but is 1.0
          activations.window=0           | activations.window must be at least 1, but is 0
          activations.budget=0           | activations.budget must be at least 1 byte, but is 0
          training.checkpointInterval=0  | training.checkpointInterval must be at least 1, but is 0
          corpus.shuffleRowGroups=0      | corpus.shuffleRowGroups must be at least 1, but is 0
          corpus.perClass=0              | corpus.perClass must be a whole number of at least 1, or \
          all, but is 0
          corpus.perClass=few            | corpus.perClass must be a whole number of at least 1, or \
          all, but is few
          validation.interval=0          | validation.interval must be at least 1, but is 0
          validation.patience=-1         | validation.patience must be at least 0, but is -1
          validation.minImprovement=-0.1 | validation.minImprovement must be at least 0, but is -0.1
          ingest.minSamples=0            | ingest.minSamples must be at least 1, but is 0
          ingest.maxSeconds=-1           | ingest.maxSeconds must be 0 (no limit) or more, but is -1
          ingest.segmentSeconds=-1       | ingest.segmentSeconds must be 0 (a row for each recording) \
          or more, but is -1
          ingest.layout=librispeech      | ingest.layout librispeech is for recordings, but kind is \
          images: set layout to files
          ingest.layout=stl10            | ingest.layout stl10 has its own labels and splits: leave \
          labels and splits empty
          ingest.column=                 | ingest.column must name the column of a table with layout \
          table, and else be empty, but is ""
          ingest.channels=2              | ingest.channels must be 1 or 3, but is 2
          ingest.minSize=0               | ingest.minSize must be at least 1, but is 0
          ingest.size=-1                 | ingest.size must be 0 (as it is) or more, but is -1
          ingest.maxPixels=0             | ingest.maxPixels must be at least 1, but is 0
          ingest.framesPerSecond=-1      | ingest.framesPerSecond must lie in [0, 120], but is -1.0
          ingest.framesPerSecond=121     | ingest.framesPerSecond must lie in [0, 120], but is 121.0
          ingest.maxBadFraction=1.5      | ingest.maxBadFraction must lie in [0, 1], but is 1.5
          ingest.labels.pattern=(a       | ingest.labels.pattern must be a regular expression, \
          but "(a" is none: Unclosed group at position 2
          probe.testFraction=1           | probe.testFraction must lie in (0, 1), but is 1.0
          probe.regParam=-1              | probe.regParam must be at least 0, or auto, but is -1.0
          probe.maxIterations=0          | probe.maxIterations must be at least 1, but is 0
          probe.neighbours=-1            | probe.neighbours must be at least 0, but is -1
          probe.frameOffset=-1           | probe.frameOffset must be at least 0, or front, but is -1
          probe.perClass=[0]             | probe.perClass must be a whole number of at least 1, or \
          all, but is 0
          probe.perClass=[3, 1]          | probe.perClass must be a list of whole numbers of at \
          least 1, rising, and after them all or not, as in [1, 10, all], but is [3, 1]
          probe.perClass=[all, 1]        | probe.perClass must be a list of whole numbers of at \
          least 1, rising, and after them all or not, as in [1, 10, all], but is [all, 1]
          probe.perClass=3               | probe.perClass must be a list as in [1, 10, all], but is "3"
          probe.draws=0                  | probe.draws must be at least 1, but is 0
          synthesis.voices=0             | synthesis.voices must be 1 to 1000, but is 0
          synthesis.hours=0              | synthesis.hours must be more than 0, but is 0.0
          modules=[]                     | modules must name at least one module
          """)
  void namesTheKeyThatBreaksARule(String override, String message) {
    assertThatThrownBy(() -> other(override))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + " (command line)");
  }

  @Test
  void readsTheShareOfMixedNegatives() {
    Recipe recipe = other("loss.negativeSampling=mixed", "loss.sameSequenceShare=0.3");

    InfoNceSpec loss = (InfoNceSpec) recipe.stack().loss();
    assertThat(loss.sampling()).isEqualTo(NegativeSampling.MIXED);
    assertThat(loss.sameSequenceShare()).isEqualTo(0.3);
    assertThat(loss.negativesOfSequence()).as("0.3 · 7, rounded").isEqualTo(2);
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mixed         | 0   | loss.sameSequenceShare must lie in (0, 1), but is 0.0
          mixed         | 1   | loss.sameSequenceShare must lie in (0, 1), but is 1.0
          mixed         | .05 | loss.sameSequenceShare must leave negatives of both kinds, but 0.05 \
          of 7 makes 0 from the anchor's own sequence: take more negatives, or negativeSampling = \
          whole-batch
          mixed         | .95 | loss.sameSequenceShare must leave negatives of both kinds, but 0.95 \
          of 7 makes 7 from the anchor's own sequence: take more negatives, or negativeSampling = \
          same-sequence
          same-sequence | .5  | loss.sameSequenceShare must be 0, or left out, unless \
          negativeSampling is mixed, but is 0.5
          """)
  void namesTheShareThatIsNone(String sampling, String share, String message) {
    assertThatThrownBy(
            () -> other("loss.negativeSampling=" + sampling, "loss.sameSequenceShare=" + share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + " (command line)");
  }

  @Test
  void aModuleMayHaveALossOfItsOwn() {
    Recipe recipe =
        read(
            OTHER.replace(
                "{ name = upper-2,",
                "{ name = upper-2, loss { predictionSteps = 12, window = 32, negatives = 16,"
                    + " negativeSampling = mixed, sameSequenceShare = 0.25 },"));

    StackSpec stack = recipe.stack();
    assertThat(stack.modules()).isEqualTo(other().stack().modules());
    assertThat(stack.loss(0)).isEqualTo(stack.loss()).isEqualTo(other().stack().loss());
    assertThat(stack.loss(1))
        .isEqualTo(
            new InfoNceSpec(
                12, 16, NegativeSampling.MIXED, 0.25, 32, 0, List.of(Direction.FORWARD)));
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
    assertThat(recipe.trainingHash()).isNotEqualTo(other().trainingHash());
  }

  @Test
  void aModuleWritesOnlyWhatItHasOtherwise() {
    String text = OTHER.replace("{ name = upper-2,", "{ name = upper-2, loss { %s },");
    Recipe recipe = read(text.replace("%s", "negatives = 7, window = 60"));

    assertThat(recipe.toHocon()).contains("    loss {\n      window = 60\n    }\n");
    Recipe same = read(text.replace("%s", "negatives = 7, window = 50"));
    assertThat(same).isEqualTo(other());
    assertThat(same.trainingHash()).isEqualTo(other().trainingHash());
  }

  /** What all modules have goes for one that has only a part of its own. */
  @Test
  void aModuleTakesTheShareOfAll() {
    String text =
        OTHER
            .replace(
                "negativeSampling = same-sequence",
                "negativeSampling = mixed, sameSequenceShare = 0.5")
            .replace("{ name = upper-2,", "{ name = upper-2, loss { %s },");

    Recipe more = read(text.replace("%s", "negatives = 20"));
    assertThat(((InfoNceSpec) more.stack().loss(1)).negativesOfSequence()).isEqualTo(10);
    assertThat(read(more.toHocon())).isEqualTo(more);
    Recipe other = read(text.replace("%s", "negativeSampling = whole-batch"));
    assertThat(other.stack().loss(1))
        .isEqualTo(new InfoNceSpec(3, 7, NegativeSampling.WHOLE_BATCH, 50));
    assertThat(read(other.toHocon())).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          predictionSteps = 0        | modules[1].loss.predictionSteps must be at least 1, but is 0
          predictionSteps = 50       | modules[1].loss: window must be 0 (everything) or more than \
          predictionSteps (50), but is 50
          negativeSampling = mixed   | missing key "modules[1].loss.sameSequenceShare"
          skip = 1                   | unknown key "modules[1].loss.skip"
          predictionSteps = 300, window = 0 | module "upper-2" has 223 frames for a crop of 4000 \
          samples, but predicting 300 steps ahead needs at least 301
          """)
  void namesTheKeyOfAModulesLossThatIsWrong(String keys, String message) {
    assertThatThrownBy(
            () ->
                read(
                    OTHER.replace("{ name = upper-2,", "{ name = upper-2, loss { " + keys + " },")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesALossOfAModuleThatLearnsFromLabels() {
    assertThatThrownBy(
            () ->
                read(
                    OTHER.replace("{ name = upper-2,", "{ name = upper-2, loss { window = 9 },")
                        + "loss = null\nloss { kind = supervised, label = digit, classes = 10 }\n"))
        .hasMessageStartingWith(
            "modules[1].loss: it has keys of the contrastive task, but loss.kind is supervised:"
                + " leave it out");
  }

  @Test
  void mixedNegativesNeedAShare() {
    assertThatThrownBy(() -> other("loss.negativeSampling=mixed"))
        .hasMessageStartingWith("missing key \"loss.sameSequenceShare\"");
    assertThat(other("loss.negativeSampling=whole-batch", "loss.sameSequenceShare=0"))
        .isEqualTo(other("loss.negativeSampling=whole-batch"));
  }

  @Test
  void refusesPatienceWithoutRowsThatAreHeldOut() {
    assertThatThrownBy(
            () ->
                other("training.order=simultaneous", "validation.where=", "validation.patience=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "validation.patience must be 0 where no rows are held out, but is 3: set where to a"
                + " condition that picks some (command line)");
  }

  @Test
  void refusesPatienceInIterativeOrder() {
    assertThatThrownBy(() -> other("validation.patience=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("validation.patience must be 0 in training.order = iterative");
    assertThat(other("validation.patience=3", "training.order=simultaneous").validation().mayStop())
        .isTrue();
  }

  @Test
  void readsARecipeThatLearnsFromLabels() {
    String supervised =
        OTHER + "loss = null\nloss { kind = supervised, label = digit, classes = 10 }\n";

    Recipe recipe = read(supervised);

    assertThat(recipe.stack().loss()).isEqualTo(new SupervisedSpec("digit", 10));
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
    assertThatThrownBy(() -> read(supervised.replace("classes = 10", "classes = 1")))
        .hasMessageStartingWith("loss.classes must be at least 2, but is 1");
    assertThatThrownBy(() -> read(supervised.replace("label = digit", "label = \"\"")))
        .hasMessageStartingWith("loss.label must name a column of the corpus, but is empty");
    assertThatThrownBy(() -> read(OTHER + "loss.kind = supervised\n"))
        .hasMessageStartingWith("unknown key \"loss.");
  }

  @Test
  void readsHowManyLabelsOfEachClassAreLearnedFrom() {
    String supervised =
        OTHER + "loss = null\nloss { kind = supervised, label = digit, classes = 10 }\n";

    Recipe recipe = read(supervised + "corpus.perClass = 3\n");

    assertThat(recipe.corpus().perClass()).isEqualTo(3);
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
    assertThat(recipe.trainingHash()).isNotEqualTo(read(supervised).trainingHash());
    assertThatThrownBy(() -> other("corpus.perClass=3"))
        .hasMessageStartingWith(
            "corpus.perClass must be all, except where modules learn from loss.label, but is 3");
  }

  @Test
  void readsARecipeThatLearnsFromALabelForEveryFrame() {
    String frames =
        OTHER
                .replace("sampleRate = 22050", "sampleRate = 14400")
                .replace("stride = 6", "stride = 4")
            + """
            loss = null
            loss { kind = supervised, frameLabels = phones.txt, frameOffset = 1, classes = 41 }
            """;

    Recipe recipe = read(frames);

    assertThat(recipe.stack().loss())
        .isEqualTo(new FrameSupervisedSpec("phones.txt", 1, 41, 14_400));
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
    assertThatThrownBy(() -> read(frames + "input.cropSamples = [4000, 8000]\n"))
        .hasMessageStartingWith(
            "input.cropSamples must be one length where labels of frames are learned"
                + " (loss.frameLabels), but has 2");
    assertThatThrownBy(() -> read(frames + "loss.label = digit\n"))
        .hasMessageStartingWith(
            "loss.label and frameLabels are both there, but one of them is learned from: leave out"
                + " the other");
    assertThatThrownBy(() -> read(OTHER + "loss = null\nloss { kind = supervised, classes = 2 }\n"))
        .hasMessageStartingWith(
            "loss: label (a column of the corpus) or frameLabels (a file) must say what is learned"
                + " from, but neither is there");
    assertThatThrownBy(() -> read(frames.replace("frameOffset = 1", "frameOffset = -1")))
        .hasMessageStartingWith("loss.frameOffset must be at least 0, but is -1");
    assertThatThrownBy(() -> read(frames.replace("14400", "22050")))
        .hasMessageStartingWith(
            "loss.frameLabels are labels of 10 ms each, which must be whole samples, but"
                + " input.sampleRate is 22050");
    assertThatThrownBy(() -> read(frames.replace("stride = 4", "stride = 5")))
        .hasMessageContaining(
            "module \"lower\" has a frame every 15 samples, but loss.frameLabels");
  }

  @Test
  void readsARecipeForImages() {
    Recipe recipe = preset("images-small");

    assertThat(recipe.input()).isEqualTo(new InputSettings.Images(32, 1, 8, 4, true));
    assertThat(recipe.input().sample()).isEqualTo(new SampleShape.Patches(7, 7, 8, 8, 1));
    assertThat(recipe.stack().modules().get(1).layers())
        .containsExactly(
            new ResidualSpec(Branch.BASIC, 96, 2), new ResidualSpec(Branch.BASIC, 96, 1));
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          input.cropSize=33      | input.cropSize must be patchSize (8) and some times patchStride \
          (4), but is 33
          input.channels=2       | input.channels must be 1 (grey) or 3 (colour), but is 2
          input.patchStride=9    | input.patchStride must lie in 1..patchSize (8), but is 9
          input.flip=maybe       | input.flip must be true or false, but is "maybe"
          input.sampleRate=8000  | unknown key "input.sampleRate"
          input.normalization=recording | input.normalization must be corpus for images, but is \
          recording
          loss.window=6          | loss.window must be 0 for images, but is 6
          loss.negativeSampling=same-sequence | loss.negativeSampling must be whole-batch, \
          other-targets or all-targets for images, but is same-sequence
          loss.sameSequenceShare=0.5 | loss.sameSequenceShare must be 0, or left out, unless \
          negativeSampling is mixed, but is 0.5
          """)
  void namesTheKeyThatDoesNotSuitImages(String override, String message) {
    assertThatThrownBy(
            () -> RecipeReader.read(ROOT.resolve("conf/images-small.conf"), List.of(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message + " (command line)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind = lstm, hidden = 3             | modules[0].layers[1].kind must be one of \
          convolution1d, convolution2d, residual, gru, pixelcnn, but is "lstm"
          hidden = 3                          | missing key "modules[0].layers[1].kind"
          kind = gru, channels = 3            | unknown key "modules[0].layers[1].channels"
          kind = convolution2d, channels = 3, kernel = 3, stride = 1, padding = 1 | \
          modules[0].layers[1].kind must be that of a layer for recordings, because input.kind is \
          audio, but is convolution2d
          kind = residual, branch = basic, width = 3, stride = 1, count = 0 | \
          modules[0].layers[1].count must lie in 1..1000, but is 0
          kind = gru, hidden = 3, backpropagation = one-step }, { kind = gru, hidden = 3, \
          backpropagation = one-step | modules[0].layers must have gru at their end, if at all, \
          because the module hands on what it makes
          """)
  void namesTheLayerThatIsNone(String keys, String message) {
    String layer = "{ kind = convolution1d, channels = 3, kernel = 6, stride = 3, padding = 1 }";

    assertThatThrownBy(
            () -> other("modules=[{ name = a, layers = [" + layer + ", { " + keys + " }] }]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void tellsLayersThatAreHandedOnFromThoseForTheLossAlone() {
    String cpc = preset("images-small-cpc").toHocon();

    assertThatThrownBy(() -> read(cpc.replace("kind = \"pixelcnn\"", "kind = gru")))
        .hasMessageStartingWith("unknown key \"modules[0].context.layers\"");
    assertThatThrownBy(
            () ->
                other(
                    "modules=[{ name = a, layers = [], context { kind = gru, hidden = 3,"
                        + " backpropagation = one-step } }]"))
        .hasMessage(
            "modules[0].context.kind must be that of a layer that serves the loss alone, such as"
                + " pixelcnn, but is gru: put it in layers (command line)");
    assertThatThrownBy(
            () ->
                RecipeReader.read(
                    ROOT.resolve("conf/images-small.conf"),
                    List.of("modules=[{ name = a, layers = [{ kind = pixelcnn, layers = 3 }] }]")))
        .hasMessage(
            "modules[0].layers[0].kind must be that of a layer whose output is handed on, but"
                + " pixelcnn serves the loss alone: write context { kind = pixelcnn, ... } beside"
                + " layers (command line)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          convolutions = []          | layers = [{ kind = convolution1d, channels = ..., kernel = \
          ..., stride = ..., padding = ... }, ...]
          stem { channels = 48 }     | layers = [{ kind = convolution2d, channels = ..., kernel = \
          ..., stride = ..., padding = ... }, ...]
          blocks = [{ width = 3 }]   | layers = [{ kind = residual, branch = ..., width = ..., \
          stride = ..., count = ... }, ...]
          gru { hidden = 3 }         | layers = [..., { kind = gru, hidden = ..., \
          backpropagation = ... }]
          """)
  void tellsHowLayersOfEarlierVersionsAreWrittenNow(String module, String now) {
    String key = module.split(" ", 2)[0];

    assertThatThrownBy(() -> other("modules=[{ name = a, " + module + " }]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"modules[0].%s\" (command line) is a key of earlier versions: write %s now",
            key, now);
  }

  @Test
  void refusesTheRecipeOfARunOfAnEarlierVersion() {
    String old =
        ChecksumLine.addTo(
            "seed = 1\nmodules = [\n  {\n    name = \"gru\"\n    convolutions = []\n  }\n]\n");

    assertThatThrownBy(
            () ->
                RecipeReader.readWhole(
                    RecipeReaderTest.class.getClassLoader(),
                    "conf/defaults.conf",
                    "run/config.conf",
                    old,
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "run/config.conf was written by an older version of this program, in which modules had"
                + " no list of layers: use that version, or start a new run");
  }

  @Test
  void namesTheKeyOfAContextThatIsNone() {
    String cpc = preset("images-small-cpc").toHocon();

    assertThatThrownBy(() -> read(cpc.replaceAll("layers = 4", "layers = 0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("modules[0].context.layers must lie in 1..1000, but is 0");
  }

  /** The largest of all presets has 1.7 GB of parameters and moments; velocities are too much. */
  @Test
  void refusesAModuleWhoseStateDoesNotFitAFile() {
    Path largest = ROOT.resolve("conf/stl10-cpc.conf");

    assertThat(RecipeReader.read(largest, List.of()).stack().modules()).hasSize(1);
    assertThatThrownBy(() -> RecipeReader.read(largest, List.of("averaging.outerMomentum=0.9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "module \"encoder\" has 142773760 parameters, but a state of 4 numbers for each must fit"
                + " 2 GiB: take fewer channels or layers, or averaging.outerMomentum = 0");
  }

  @Test
  void refusesACropThatLeavesAModuleTooFewFrames() {
    assertThatThrownBy(() -> other("input.cropSamples=40", "loss.window=0"))
        .hasMessage(
            "module \"lower\" has 2 frames for a crop of 40 samples, but predicting 3 steps ahead"
                + " needs at least 4: take a longer crop or fewer predictionSteps (other.conf)");
  }

  @Test
  void cropsMayHaveSeveralLengths() {
    Recipe recipe = other("input.cropSamples=[400, 4000]");

    assertThat(recipe.audio().cropSamples()).containsExactly(400, 4000);
    assertThat(recipe.audio().meanCropSamples()).isEqualTo(2200);
    assertThat(recipe.input().sample()).isEqualTo(new SampleShape.Sequence(4000, 1));
    assertThat(recipe.input().samples())
        .containsExactly(new SampleShape.Sequence(400, 1), new SampleShape.Sequence(4000, 1));
    assertThat(RecipeReader.read("written", recipe.toHocon(), List.of())).isEqualTo(recipe);
    assertThat(other("input.cropSamples=[4000]")).isEqualTo(other("input.cropSamples=4000"));
    assertThat(recipe.trainingHash()).isNotEqualTo(other().trainingHash());
  }

  @Test
  void theShortestCropsMustHaveEnoughFramesForEveryModule() {
    assertThatThrownBy(() -> other("input.cropSamples=[40, 4000]", "loss.window=0"))
        .hasMessageStartingWith("module \"lower\" has 2 frames for a crop of 40 samples, but");
  }

  @Test
  void lengthsOfCropsAreWholeNumbers() {
    assertThatThrownBy(() -> other("input.cropSamples=[400, long]"))
        .hasMessageStartingWith("input.cropSamples must be a whole number, or a list of them, but");
    assertThatThrownBy(() -> other("input.cropSamples=long"))
        .hasMessageStartingWith("input.cropSamples must be a whole number, or a list of them, but");
    assertThat(other("input.cropSamples=[2560.0]").input())
        .isEqualTo(other("input.cropSamples=2560.0").input());
  }

  @Test
  void refusesAScheduleThatDoesNotCoverTheStack() {
    assertThatThrownBy(() -> other("training.schedule=[[0]]"))
        .hasMessage("training.schedule must name the modules 0 to 1, but is [[0]] (other.conf)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training.schedule=fused       | FUSED
          training.schedule=pipelined   | PIPELINED
          training.schedule=auto        | AUTO
          training.schedule=[[0, 1]]    | GROUPS
          """)
  void readsAScheduleByNameOrByItsGroups(String override, Schedule.Kind kind) {
    assertThat(other(override).training().schedule().kind()).isEqualTo(kind);
  }

  @Test
  void readsLocalStepsThatAreYetToBeMeasured() {
    Recipe recipe = other("training.localSteps=auto");

    assertThat(recipe.training().localSteps()).isEqualTo(TrainingSettings.AUTO);
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
    assertThat(recipe.withLocalSteps(24)).isEqualTo(other());
  }

  @ParameterizedTest
  @CsvSource({"1536, 1536", "1536 KiB, 1572864", "2g, 2147483648", "1 TiB, 1099511627776"})
  void readsBytesWithAndWithoutAUnit(String text, long bytes) {
    Recipe recipe = other("activations.budget=" + text);

    assertThat(recipe.activations().budget()).isEqualTo(bytes);
    assertThat(read(recipe.toHocon())).isEqualTo(recipe);
  }

  @Test
  void tellsTheLineOfABrokenRule() {
    String text = OTHER.replace("kernel = 7, stride = 6", "kernel = 7, stride = 8");

    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "modules[0].layers[1].stride must lie in 1..kernel (7), but is 8" + " (other.conf: 8)");
  }

  @Test
  void tellsTheModuleThatBreaksARuleAsAWhole() {
    assertThatThrownBy(() -> read(OTHER.replace("upper-2", "Upper")))
        .hasMessage(
            "modules[1]: module name must be lower-case letters, digits and dashes, but is"
                + " \"Upper\" (other.conf: 12)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training.epoch=3     | training.epoch     | training.epochs
          trainin.epochs=3     | trainin            | training
          optimizer.beta=0.5   | optimizer.beta     | optimizer.beta1
          ingest.labels.tabel=x | ingest.labels.tabel | ingest.labels.table
          """)
  void suggestsTheClosestKeyForAnUnknownOne(String override, String unknown, String known) {
    assertThatThrownBy(() -> other(override))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown key \"%s\" (command line): did you mean \"%s\"?", unknown, known);
  }

  @Test
  void suggestsTheRightKeyWhereAMisspeltOneStandsInItsPlace() {
    assertThatThrownBy(() -> read(OTHER.replace("epochs = 21", "epoch = 21")))
        .hasMessage(
            "unknown key \"training.epoch\" (other.conf: 21): did you mean \"training.epochs\"?");
  }

  @Test
  void findsUnknownKeysInTheListOfModules() {
    assertThatThrownBy(() -> read(OTHER.replace("channels = 11", "chanels = 11")))
        .hasMessage(
            "unknown key \"modules[1].layers[0].chanels\" (other.conf: 12):"
                + " did you mean \"modules[1].layers[0].channels\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training.epochs=ten           | training.epochs must be a whole number, but is "ten"
          training.epochs=1.5           | training.epochs must be a whole number, but is "1.5"
          training.epochs=3000000000    | training.epochs must be a whole number, but is "3000000000"
          training.epochs=              | training.epochs must be a whole number, but is ""
          training.epochs=[1]           | training.epochs must be a whole number, but is [1]
          seed=1e30                     | seed must be a whole number, but is "1e30"
          optimizer.epsilon=small       | optimizer.epsilon must be a number, but is "small"
          probe.label={a=1}             | probe.label must be a text, but is {"a":1}
          training=3                    | training must be a section, but is "3"
          ingest.splits=train.txt       | ingest.splits must be a section, but is "train.txt"
          modules=conv1                 | modules must be a list of sections, but is "conv1"
          modules=[conv1]               | modules[0] must be a section, but is "conv1"
          training.order=together       | training.order must be one of simultaneous, iterative, \
          but is "together"
          training.localSteps=few       | training.localSteps must be a whole number, but is "few"
          training.schedule=serial      | training.schedule must be one of fused, pipelined, auto, \
          groups, but is "serial"
          training.schedule=[0, 1]      | training.schedule must be a list of lists of whole \
          numbers, as in [[0, 1], [2]], but is [0,1]
          activations.dtype=int8        | activations.dtype must be one of float16, float32, but is \
          "int8"
          activations.budget=much       | activations.budget must be a number of bytes, as in 16 GiB, \
          but is "much"
          loss.negativeSampling=random  | loss.negativeSampling must be one of whole-batch, \
          other-targets, all-targets, same-sequence, mixed, but is "random"
          loss.directions=[sideways]    | loss.directions must be a list of some of forward, down, \
          right, up, left, but is ["sideways"]
          probe.pooling=max             | probe.pooling must be one of mean, mean+deviation, but is \
          "max"
          input.kind=video              | input.kind must be one of audio, images, but is "video"
          initialization=random         | initialization must be one of uniform, delta-orthogonal, \
          but is "random"
          """)
  void saysWhatTypeAKeyMustHave(String override, String message) {
    assertThatThrownBy(() -> other(override))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + " (command line)");
  }

  @Test
  void refusesLayoutsOfPicturesForRecordings() {
    assertThatThrownBy(() -> other("ingest.kind=audio", "ingest.layout=stl10"))
        .hasMessage(
            "ingest.layout stl10 is for pictures, but kind is audio: set kind to images (command"
                + " line)");
  }

  @Test
  void refusesAValueThatIsNull() {
    assertThatThrownBy(() -> read(OTHER.replace("epochs = 21", "epochs = null")))
        .hasMessage("training.epochs must be a whole number, but is null (other.conf: 21)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs = 21,        | training.epochs       | a whole number
          layout = table,     | ingest.layout         | one of files, librispeech, stl10, table, webdataset
          kernel = 2,         | modules[1].layers[0].kernel | a whole number
          """)
  void namesAMissingKey(String removed, String path, String expected) {
    assertThat(OTHER).contains(removed);
    assertThatThrownBy(() -> read(OTHER.replace(removed, "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("missing key \"%s\" (other.conf): it must be %s", path, expected);
  }

  @Test
  void namesAMissingSection() {
    assertThatThrownBy(() -> read("seed = 1"))
        .hasMessage("missing key \"input\" (other.conf): it must be a section");
  }

  @Test
  void takesTheLastOverrideOfAKey() {
    assertThat(other("training.epochs=3", "training.epochs=4").training().epochs()).isEqualTo(4);
  }

  @Test
  void takesOverridesThatAreNoHoconAsTheyStand() {
    Recipe recipe = other("corpus.where=split = 'a' // not a comment", "probe.label = word ");

    assertThat(recipe.corpus().where()).isEqualTo("split = 'a' // not a comment");
    assertThat(recipe.probe().label()).isEqualTo("word");
  }

  @Test
  void addsAKeyOfTheUsersChoice() {
    assertThat(other("ingest.splits.test=lists/test.txt").ingest().splits())
        .containsEntry("test", "lists/test.txt")
        .containsEntry("train", "/data/a b/train.txt");
  }

  @Test
  void takesQuotedOverridesWithoutTheirQuotes() {
    assertThat(other("probe.label=\"two words\"").probe().label()).isEqualTo("two words");
  }

  @ParameterizedTest
  @CsvSource({"training.epochs", "=3"})
  void refusesOverridesThatAreNotKeyAndValue(String override) {
    assertThatThrownBy(() -> other(override))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is no override: write key=value, for example training.epochs=10", override);
  }

  @Test
  void namesAnOverrideThatCannotBeParsed() {
    assertThatThrownBy(() -> other("modules=[{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read the override \"modules=[{\": command line: ");
    assertThatThrownBy(() -> other("training..epochs=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read the override \"training..epochs=3\": ");
  }

  @Test
  void namesFileAndLineThatAreNoHocon() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.conf"), "seed = 2\ntraining { ]\n");

    assertThatThrownBy(() -> RecipeReader.read(file, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read %s: %s: 2: ", file, file);
  }

  @Test
  void namesAFileThatDoesNotExist() {
    assertThatThrownBy(() -> RecipeReader.read(folder.resolve("none.conf"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no recipe %s: name a file or a preset", folder.resolve("none.conf"));
  }

  @Test
  void namesTheIncludedFileThatIsWrong() throws IOException {
    Files.writeString(folder.resolve("base.conf"), OTHER.replace("epochs = 21", "epochs = ten"));
    Path file = Files.writeString(folder.resolve("a.conf"), "include required(\"base.conf\")");

    assertThatThrownBy(() -> RecipeReader.read(file, List.of()))
        .hasMessage(
            "training.epochs must be a whole number, but is \"ten\" (%s: 21)",
            folder.resolve("base.conf"));
  }

  @Test
  void readsARecipeInAJarWithWhatItIncludes() throws IOException {
    Path jar = folder.resolve("recipes.jar");
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectory(files.getPath("conf"));
      Files.writeString(files.getPath("conf/base.conf"), OTHER);
      Files.writeString(files.getPath("conf/a.conf"), "include required(\"base.conf\")\nseed = 5");
    }

    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Recipe recipe = RecipeReader.read(loader, "conf/a.conf", List.of());

      assertThat(recipe).isEqualTo(other("seed=5"));
    }
  }

  private static Recipe read(String text) {
    return RecipeReader.read("other.conf", text, List.of());
  }
}
