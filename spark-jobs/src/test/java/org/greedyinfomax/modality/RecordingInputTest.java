package org.greedyinfomax.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.InputSettings.Audio.Statistics;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.junit.jupiter.api.Test;

final class RecordingInputTest {

  private static final int CROP = 50;

  private static final Normalization CORPUS = new Normalization(List.of(0.5), List.of(0.25));

  private static final StackSpec STACK =
      new StackSpec(
          1,
          List.of(
              new ModuleSpec("only", List.of(new ConvolutionSpec(2, 2, 2, 0)), Optional.empty())),
          new InfoNceSpec(1, 2, NegativeSampling.WHOLE_BATCH, 0));

  /** Loud in its second half, with an offset. */
  private static final short[] SOUND = sound(400, 1);

  private static short[] sound(int length, int gain) {
    short[] sound = new short[length];
    for (int i = 0; i < length; i++) {
      sound[i] = (short) (gain * (100 + (i < length / 2 ? 300 : 1500) * Math.sin(i)));
    }
    return sound;
  }

  @Test
  void normalizesByTheCorpusIfItIsToldSo() {
    float[] whole = whole(Statistics.CORPUS, SOUND);

    assertThat(whole[7]).isEqualTo((float) ((SOUND[7] / 32768.0 - 0.5) / 0.25));
  }

  @Test
  void aRecordingNormalizedByItselfHasMeanZeroAndDeviationOne() {
    float[] whole = whole(Statistics.RECORDING, SOUND);

    double mean = IntStream.range(0, whole.length).mapToDouble(i -> whole[i]).average().orElse(9);
    double square =
        IntStream.range(0, whole.length).mapToDouble(i -> whole[i] * whole[i]).average().orElse(9);
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(square).isCloseTo(1, within(1e-6));
  }

  @Test
  void itsLevelIsNotHeardThen() {
    assertThat(whole(Statistics.RECORDING, sound(400, 8)))
        .containsExactly(whole(Statistics.RECORDING, SOUND), within(0.01f)); // of rounded samples
    assertThat(whole(Statistics.CORPUS, sound(400, 8)))
        .isNotEqualTo(whole(Statistics.CORPUS, SOUND));
  }

  /** Wherever a crop begins: its numbers are those that the whole recording has there. */
  @Test
  void cropsAreNormalizedAsTheWholeRecordingIs() {
    float[] whole = whole(Statistics.RECORDING, SOUND);
    for (int i = 0; i < 100; i++) {
      float[] crop = new float[CROP];
      NetworkInput.View view =
          input(Statistics.RECORDING)
              .crop(
                  new Clip(8_000, SOUND),
                  new SampleShape.Sequence(CROP, 1),
                  RandomStream.of(1, Purpose.CROP, 0, i),
                  crop,
                  0);

      assertThat(crop).isEqualTo(Arrays.copyOfRange(whole, view.start(), view.start() + CROP));
    }
  }

  @Test
  void silenceStaysSilence() {
    short[] offset = new short[60];
    Arrays.fill(offset, (short) -31_000);

    assertThat(whole(Statistics.RECORDING, new short[60])).containsOnly(0);
    assertThat(whole(Statistics.RECORDING, offset)).containsOnly(0);
    assertThat(whole(Statistics.RECORDING, new short[0])).containsOnly(0);
  }

  /** A single step of 16 bits in silence is no loud click. */
  @Test
  void nothingIsMadeLouderThanAStepOfSixteenBitsToOne() {
    short[] click = new short[10_000];
    click[5_000] = 1;

    assertThat(whole(Statistics.RECORDING, click)[5_000]).isCloseTo(1, within(1e-3f));
  }

  private static float[] whole(Statistics statistics, short[] samples) {
    return input(statistics).whole(new Clip(8_000, samples)).numbers();
  }

  private static NetworkInput input(Statistics statistics) {
    return new RecordingInput(new InputSettings.Audio(8_000, CROP, statistics), STACK, CORPUS);
  }
}
