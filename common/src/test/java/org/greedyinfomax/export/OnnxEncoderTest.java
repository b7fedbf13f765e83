package org.greedyinfomax.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.InputSettings.Audio.Statistics;
import org.greedyinfomax.export.OnnxEncoder.Output;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.Golden;
import org.greedyinfomax.model.GoldenFile;
import org.greedyinfomax.model.GoldenImages;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.ResidualSpec.Branch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.StorageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models, as ONNX Runtime computes them. */
final class OnnxEncoderTest {

  private static final double TOLERANCE = 1e-5;

  private static final InputSettings AUDIO = new InputSettings.Audio(16_000, 400);
  private static final InputSettings IMAGES = new InputSettings.Images(32, 1, 8, 4, false);
  private static final List<Double> NO_MEAN = List.of(0.0);
  private static final List<Double> NO_SCALE = List.of(1.0);

  private static final StackSpec SPEECH =
      new StackSpec(
          1,
          List.of(
              new ModuleSpec(
                  "two",
                  List.of(new ConvolutionSpec(5, 7, 3, 2), new ConvolutionSpec(6, 4, 2, 0)),
                  Optional.of(new GruSpec(4, Backpropagation.ONE_STEP))),
              new ModuleSpec("one", List.of(new ConvolutionSpec(9, 3, 1, 1)), Optional.empty()),
              new ModuleSpec(
                  "gru", List.of(), Optional.of(new GruSpec(7, Backpropagation.THROUGH_TIME)))),
          new InfoNceSpec(2, 3, NegativeSampling.WHOLE_BATCH, 0));

  private static final StackSpec PICTURES =
      new StackSpec(
          3,
          List.of(
              new ModuleSpec(
                  "stage1",
                  List.of(
                      new GridConvolutionSpec(4, 3, 1, 1), new ResidualSpec(Branch.BASIC, 4, 1)),
                  Optional.empty()),
              new ModuleSpec(
                  "stage2",
                  List.of(new ResidualSpec(Branch.BASIC, 6, 2)),
                  Optional.of(new PixelCnnSpec(2)))),
          new InfoNceSpec(1, 3, NegativeSampling.ALL_TARGETS, 0, 1, List.of(Direction.DOWN)));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void reproducesTheGoldenNumbersOfAudio(int m) throws OrtException {
    Golden golden = new Golden();
    byte[] model = model(AUDIO, Golden.STACK, states(golden.file()), m, Output.PLACES);

    try (OnnxSession session = new OnnxSession(model)) {
      OnnxSession.Output vectors =
          session.run("vectors", floats(golden.input()), Golden.BATCH, 400);

      assertThat(vectors.doubles()).containsExactly(golden.context(m), within(TOLERANCE));
      if (m < 3) { // the GRU's z is its input
        assertThat(vectors.doubles()).containsExactly(golden.encoding(m), within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void reproducesTheGoldenNumbersOfImages(int m) throws OrtException {
    GoldenImages golden = new GoldenImages();
    byte[] model = model(IMAGES, GoldenImages.STACK, states(golden.file()), m, Output.PLACES);
    float[] images = floats(golden.file().entry("input").doubles());

    try (OnnxSession session = new OnnxSession(model)) {
      OnnxSession.Output maps = session.run("maps", images, GoldenImages.BATCH, 1, 32, 32);
      OnnxSession.Output vectors = session.run("vectors", images, GoldenImages.BATCH, 1, 32, 32);

      assertThat(maps.doubles())
          .containsExactly(golden.file().entry("module" + m + ".z").doubles(), within(TOLERANCE));
      assertThat(vectors.doubles()).containsExactly(golden.pooled(m), within(TOLERANCE));
      assertThat(vectors.shape()).containsExactly(2, 49, 8 << m);
      assertThat(maps.shape()).containsExactly(2, 49, 8 << m, 8 >> m, 8 >> m);
    }
  }

  @ParameterizedTest(name = "module {0}: {1} signals of {2} samples")
  @CsvSource({"0, 1, 300", "0, 3, 77", "1, 1, 120", "2, 2, 411", "2, 5, 15"})
  void encodesSignalsOfAnyNumberAndLengthAsThisProjectDoes(int m, int batch, int time)
      throws OrtException {
    List<ModuleState> states = OwnEncoder.untrained(SPEECH);
    float[] signals = noise(batch * time);
    float[] normal = signals.clone();
    for (int i = 0; i < normal.length; i++) {
      normal[i] = (float) ((signals[i] - 0.01) / 0.3);
    }
    double[] ours =
        OwnEncoder.vectors(SPEECH, states, m, new SampleShape.Sequence(time, 1), normal);
    OnnxEncoder encoder = new OnnxEncoder(AUDIO, SPEECH, List.of(0.01), List.of(0.3));

    try (OnnxSession session = new OnnxSession(encoder.model(states, m, Output.PLACES, Map.of()))) {
      assertThat(session.run("vectors", signals, batch, time).doubles())
          .containsExactly(ours, within(TOLERANCE));
    }
    try (OnnxSession session = new OnnxSession(encoder.model(states, m, Output.MEAN, Map.of()))) {
      OnnxSession.Output vector = session.run("vector", signals, batch, time);
      int channels = vector.shape().get(1);

      assertThat(vector.shape()).containsExactly(batch, SPEECH.inputChannels(m + 1));
      assertThat(vector.doubles()).containsExactly(means(ours, batch, channels), within(TOLERANCE));
    }
  }

  /** The second signal is silent but for a step of 16 bits, the third wholly. */
  @Test
  void normalizesEverySignalByItselfIfTrainingDid() throws OrtException {
    int time = 300;
    List<ModuleState> states = OwnEncoder.untrained(SPEECH);
    float[] signals = noise(3 * time);
    Arrays.fill(signals, time, 3 * time, 0.25f);
    signals[time] += 1 / 32768f;
    float[] normal = new float[signals.length];
    for (int b = 0; b < 3; b++) {
      double mean = 0;
      double square = 0;
      for (int i = b * time; i < (b + 1) * time; i++) {
        mean += signals[i] / time;
      }
      for (int i = b * time; i < (b + 1) * time; i++) {
        square += Math.pow(signals[i] - mean, 2) / time;
      }
      for (int i = b * time; i < (b + 1) * time; i++) {
        normal[i] = (float) ((signals[i] - mean) / Math.max(Math.sqrt(square), 1 / 32768.0));
      }
    }
    double[] ours =
        OwnEncoder.vectors(SPEECH, states, 2, new SampleShape.Sequence(time, 1), normal);
    InputSettings settings = new InputSettings.Audio(16_000, 400, Statistics.RECORDING);
    OnnxEncoder encoder = new OnnxEncoder(settings, SPEECH, List.of(0.01), List.of(0.3));

    try (OnnxSession session = new OnnxSession(encoder.model(states, 2, Output.PLACES, Map.of()))) {
      assertThat(session.run("vectors", signals, 3, time).doubles())
          .containsExactly(ours, within(10 * TOLERANCE));
    }
  }

  @ParameterizedTest(name = "module {0}: {1} images")
  @CsvSource({"0, 1", "0, 3", "1, 2"})
  void encodesImagesInColourAsThisProjectDoes(int m, int batch) throws OrtException {
    InputSettings.Images settings = new InputSettings.Images(20, 3, 8, 6, true);
    List<ModuleState> states = OwnEncoder.untrained(PICTURES);
    List<Double> means = List.of(0.4, 0.5, 0.6);
    List<Double> deviations = List.of(0.2, 0.25, 0.3);
    float[] images = noise(batch * 3 * 20 * 20);
    double[] ours =
        OwnEncoder.vectors(
            PICTURES, states, m, settings.sample(), patches(settings, images, means, deviations));
    OnnxEncoder encoder = new OnnxEncoder(settings, PICTURES, means, deviations);

    try (OnnxSession session = new OnnxSession(encoder.model(states, m, Output.PLACES, Map.of()))) {
      assertThat(session.run("vectors", images, batch, 3, 20, 20).doubles())
          .containsExactly(ours, within(TOLERANCE));
    }
    try (OnnxSession session = new OnnxSession(encoder.model(states, m, Output.MEAN, Map.of()))) {
      OnnxSession.Output vector = session.run("vector", images, batch, 3, 20, 20);

      assertThat(vector.doubles())
          .containsExactly(means(ours, batch, vector.shape().get(1)), within(TOLERANCE));
    }
  }

  /** Between two numbers of half precision, the last bit of single precision decides. */
  @Test
  void roundsWhatCrossesABorder() throws OrtException {
    StackSpec halves = SPEECH.withBorders(StorageType.FLOAT16);
    List<ModuleState> states = OwnEncoder.untrained(halves);
    float[] signal = noise(3_000);
    double[] ours =
        OwnEncoder.vectors(halves, states, 1, new SampleShape.Sequence(3_000, 1), signal);

    try (OnnxSession session = new OnnxSession(model(AUDIO, halves, states, 1, Output.PLACES))) {
      double[] theirs = session.run("vectors", signal, 1, 3_000).doubles();

      int equal = 0;
      for (int i = 0; i < ours.length; i++) {
        equal += theirs[i] == ours[i] ? 1 : 0;
        assertThat(theirs[i]).isCloseTo(ours[i], within(1e-3));
      }
      assertThat(equal).isGreaterThan(ours.length * 99 / 100);
    }
  }

  @Test
  void saysWhatGoesInAndOutAndCarriesMetadata() throws OrtException {
    Map<String, String> metadata = Map.of("module", "two", "stateHash", "0abc");
    List<ModuleState> states = OwnEncoder.untrained(SPEECH);
    OnnxEncoder audio = new OnnxEncoder(AUDIO, SPEECH, NO_MEAN, NO_SCALE);

    try (OnnxSession session = new OnnxSession(audio.model(states, 0, Output.MEAN, metadata))) {
      assertThat(session.inputs()).containsExactly("signal");
      assertThat(session.outputs()).containsExactly("vector");
      assertThat(session.metadata()).isEqualTo(metadata);
    }
    byte[] images =
        model(IMAGES, GoldenImages.STACK, states(new GoldenImages().file()), 0, Output.PLACES);
    try (OnnxSession session = new OnnxSession(images)) {
      assertThat(session.inputs()).containsExactly("image");
      assertThat(session.outputs()).containsExactlyInAnyOrder("vectors", "maps");
    }
  }

  @Test
  void givesTheSameBytesForTheSameWeights() {
    List<ModuleState> states = OwnEncoder.untrained(SPEECH);

    assertThat(model(AUDIO, SPEECH, states, 2, Output.MEAN))
        .isEqualTo(model(AUDIO, SPEECH, states, 2, Output.MEAN));
  }

  @Test
  void refusesMeansOfAnotherNumberOfChannels() {
    assertThatThrownBy(() -> new OnnxEncoder(AUDIO, SPEECH, List.of(0.0, 0.0), NO_SCALE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 channels have as many means and deviations, but there are 2 and 1");
  }

  private static byte[] model(
      InputSettings input, StackSpec stack, List<ModuleState> states, int m, Output output) {
    return new OnnxEncoder(input, stack, NO_MEAN, NO_SCALE).model(states, m, output, Map.of());
  }

  private static List<ModuleState> states(GoldenFile golden) {
    return ReferenceWeights.read(golden.stack(), golden.tensors().entries(), "param.", "golden");
  }

  /** {@code [batch, grid row, grid column, row, column, channel]}, normalized. */
  private static float[] patches(
      InputSettings.Images settings, float[] planes, List<Double> means, List<Double> deviations) {
    int size = settings.cropSize();
    int images = planes.length / (3 * size * size);
    float[] patches = new float[images * settings.sample().size()];
    int next = 0;
    for (int b = 0; b < images; b++) {
      for (int i = 0; i < settings.grid(); i++) {
        for (int j = 0; j < settings.grid(); j++) {
          for (int y = 0; y < settings.patchSize(); y++) {
            for (int x = 0; x < settings.patchSize(); x++) {
              for (int c = 0; c < 3; c++) {
                int row = i * settings.patchStride() + y;
                int column = j * settings.patchStride() + x;
                float pixel = planes[((b * 3 + c) * size + row) * size + column];
                patches[next++] = (float) ((pixel - means.get(c)) / deviations.get(c));
              }
            }
          }
        }
      }
    }
    return patches;
  }

  /** Of {@code [batch, place, channel]}: the mean over places. */
  private static double[] means(double[] vectors, int batch, int channels) {
    int places = vectors.length / batch / channels;
    double[] means = new double[batch * channels];
    for (int i = 0; i < vectors.length; i++) {
      means[i / channels / places * channels + i % channels] += vectors[i] / places;
    }
    return means;
  }

  private static float[] noise(int count) {
    SplittableRandom random = new SplittableRandom(3);
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) random.nextDouble();
    }
    return noise;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
