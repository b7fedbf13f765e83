package org.greedyinfomax.data.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.Wav;
import org.greedyinfomax.data.wav.WavWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AudioConverterTest {

  @Test
  void passes16BitMonoAtTheWantedRateBitForBit() throws Exception {
    short[] samples = new short[70_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) i;
    }

    Clip clip = new AudioConverter(16_000, 1, Channel.MIX).convert(wav(16_000, samples), "a.wav");

    assertThat(clip.samples()).isEqualTo(samples);
    assertThat(clip.sampleRate()).isEqualTo(16_000);
  }

  @Test
  void keepsTheRateOfTheFileWhenAsked() throws Exception {
    short[] samples = {1, 2, 3};

    Clip clip =
        new AudioConverter(AudioConverter.KEEP_RATE, 1, Channel.MIX)
            .convert(wav(11_025, samples), "a.wav");

    assertThat(clip.sampleRate()).isEqualTo(11_025);
    assertThat(clip.samples()).isEqualTo(samples);
  }

  @Test
  void resamplesEachFileFromItsOwnRate() throws Exception {
    AudioConverter converter = new AudioConverter(8_000, 1, Channel.MIX);

    assertThat(converter.convert(wav(16_000, new short[16_000]), "a.wav").samples()).hasSize(8_000);
    assertThat(converter.convert(wav(4_000, new short[4_000]), "b.wav").samples()).hasSize(8_000);
    assertThat(converter.convert(wav(16_000, new short[160]), "c.wav").samples()).hasSize(80);
  }

  @Test
  void clipsFullScaleAndRoundsTheRest() throws Exception {
    byte[] file = Wav.file(Wav.FLOAT, 1, 8_000, 32, Wav.floats(1, -1, 0.6f / 32768, -0.6f / 32768));

    assertThat(new AudioConverter(8_000, 1, Channel.MIX).convert(file, "a.wav").samples())
        .containsExactly(32767, -32768, 1, -1);
  }

  @Test
  void clipsWhatTheFilterOvershoots() throws Exception {
    short[] square = new short[4_000];
    Random random = new Random(1);
    for (int i = 0; i < square.length; i++) {
      square[i] = random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    short[] samples =
        new AudioConverter(16_000, 1, Channel.MIX).convert(wav(8_000, square), "a.wav").samples();

    assertThat(samples).hasSize(8_000).contains(Short.MAX_VALUE, Short.MIN_VALUE);
  }

  @Test
  void refusesWhatIsTooShort() {
    AudioConverter converter = new AudioConverter(16_000, 20_480, Channel.MIX);

    assertThatThrownBy(() -> converter.convert(wav(8_000, new short[1]), "a.wav"))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a.wav is too short: it has 2 samples at 16000 Hz, but at least 20480 are needed");
    assertThatThrownBy(
            () ->
                new AudioConverter(16_000, 1, Channel.MIX).convert(wav(16_000, new short[0]), "a"))
        .hasMessage("a is too short: it has 0 samples at 16000 Hz, but at least 1 are needed");
  }

  @Test
  void refusesWhatIsTooLong() {
    AudioConverter converter = new AudioConverter(16_000, 1, Channel.MIX);

    assertThatThrownBy(() -> converter.convert(wav(1, new short[20_000]), "a.wav"))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a.wav is too long: it has about 320000000 samples at 16000 Hz, but a row has 268435456"
                + " at most; set ingest.segmentSeconds, or split it");
  }

  /** 80 filters of 35 MB each once filled a gigabyte. */
  @Test
  void convertsFilesOfManyOddRates() throws Exception {
    AudioConverter converter = new AudioConverter(16_000, 1, Channel.MIX);

    for (int rate = 44_001; rate < 44_161; rate += 2) {
      assertThat(converter.convert(wav(rate, new short[2_000]), "a.wav").samples().length)
          .isBetween(724, 728);
    }
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void cutsLongRecordingsWhereSecondsBegin(Channel channel) throws Exception {
    byte[] file = stereo(44_100, 44_100 * 7 + 999);
    short[] whole = new AudioConverter(16_000, 1, channel).convert(file, "a").samples();

    List<Clip> clips = new ArrayList<>();
    List<OptionalInt> seconds = new ArrayList<>();
    Heard heard =
        converter(channel, 0, 3)
            .convert(
                opener(file),
                "a",
                (clip, second) -> {
                  clips.add(clip);
                  seconds.add(second);
                });

    assertThat(seconds).containsExactly(OptionalInt.of(0), OptionalInt.of(3), OptionalInt.of(6));
    assertThat(clips.get(0).samples()).isEqualTo(Arrays.copyOfRange(whole, 0, 48_000));
    assertThat(clips.get(1).samples()).isEqualTo(Arrays.copyOfRange(whole, 48_000, 96_000));
    assertThat(clips.get(2).samples()).isEqualTo(Arrays.copyOfRange(whole, 96_000, whole.length));
    assertThat(heard).isEqualTo(new Heard(44_100, 2, 44_100 * 7 + 999, heard.remarks()));
  }

  @Test
  void aRecordingThatIsNoLongerThanASegmentIsOneClip() throws Exception {
    assertThat(seconds(wav(16_000, new short[48_000]), 3)).containsExactly(OptionalInt.empty());
    assertThat(seconds(wav(16_000, new short[48_001]), 3)).containsExactly(OptionalInt.empty());
    assertThat(seconds(wav(16_000, new short[48_399]), 3)).containsExactly(OptionalInt.empty());
    assertThat(seconds(wav(16_000, new short[48_400]), 3))
        .containsExactly(OptionalInt.of(0), OptionalInt.of(3));
    assertThat(seconds(wav(16_000, new short[96_399]), 3))
        .containsExactly(OptionalInt.of(0), OptionalInt.of(3));
  }

  /** The rest of fewer samples than a row needs is not lost, but longer than a segment. */
  @Test
  void aRestThatIsTooShortBelongsToTheClipBefore() throws Exception {
    List<Integer> lengths = new ArrayList<>();

    converter(Channel.MIX, 0, 3)
        .convert(
            opener(wav(16_000, new short[96_399])),
            "a",
            (clip, second) -> lengths.add(clip.samples().length));

    assertThat(lengths).containsExactly(48_000, 48_399);
  }

  /** A file that vanishes after it was decoded for the first time costs a line, and no more. */
  @Test
  void aLongRecordingThatCannotBeReadASecondTimeIsBadUnlessClipsOfItWereHandedOn()
      throws Exception {
    byte[] file = wav(16_000, new short[100_000]);
    List<Clip> clips = new ArrayList<>();
    AtomicInteger opened = new AtomicInteger();

    assertThatThrownBy(
            () ->
                converter(Channel.MIX, 0, 3)
                    .convert(
                        () -> {
                          if (opened.incrementAndGet() == 2) {
                            throw new BadFileException("a.wav", "cannot be read");
                          }
                          return AudioDecoder.open(new BytesInput(file), "a.wav");
                        },
                        "a.wav",
                        (clip, second) -> clips.add(clip)))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.wav cannot be read");
    assertThat(clips).isEmpty();

    byte[] changed = Wav.file(Wav.FLOAT, 1, 16_000, 32, Wav.floats(nanAtTheEnd()));
    byte[] before = Wav.file(Wav.FLOAT, 1, 16_000, 32, Wav.floats(new float[50_000]));
    AtomicInteger again = new AtomicInteger();
    assertThatThrownBy(
            () ->
                converter(Channel.MIX, 0, 1)
                    .convert(
                        () ->
                            AudioDecoder.open(
                                new BytesInput(again.incrementAndGet() == 1 ? before : changed),
                                "a.wav"),
                        "a.wav",
                        (clip, second) -> clips.add(clip)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a.wav could be read once, but not a second time: it has a sample that is NaN, at frame"
                + " 49999; ingest again when nothing changes it any more, and it is taken or"
                + " rejected as it is then");
    assertThat(clips).isNotEmpty();
  }

  /** Which is known of it only when it has been decoded, for it tells no length before. */
  @ParameterizedTest
  @EnumSource(Channel.class)
  void aRecordingOfUnknownLengthThatIsTooShortIsBadAndNothingElse(Channel channel) {
    for (int frames : new int[] {0, 1, 399}) {
      assertThatThrownBy(
              () ->
                  converter(channel, 0, 3)
                      .convert(() -> ofUnknownLength(frames), "a", (clip, second) -> {}))
          .isInstanceOf(BadFileException.class)
          .hasMessage(
              "a is too short: it has %d samples at 16000 Hz, but at least 400 are needed", frames);
    }
  }

  private static AudioStream ofUnknownLength(int frames) {
    return new AudioStream() {
      private int left = frames;

      @Override
      public int sampleRate() {
        return 16_000;
      }

      @Override
      public int channels() {
        return 2;
      }

      @Override
      public OptionalLong frames() {
        return OptionalLong.empty();
      }

      @Override
      public int read(double[] samples) {
        int count = Math.min(left, samples.length / 2);
        left -= count;
        return count;
      }

      @Override
      public Set<Remark> remarks() {
        return Set.of();
      }

      @Override
      public void close() {
        // nothing was opened
      }
    };
  }

  @Test
  void nothingIsHandedOnOfALongRecordingThatIsDamagedAtItsEnd() throws Exception {
    byte[] file = Wav.file(Wav.FLOAT, 1, 16_000, 32, Wav.floats(nanAtTheEnd()));
    List<Clip> clips = new ArrayList<>();

    assertThatThrownBy(
            () ->
                converter(Channel.MIX, 0, 1)
                    .convert(opener(file), "a.wav", (clip, second) -> clips.add(clip)))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.wav has a sample that is NaN, at frame 49999");
    assertThat(clips).isEmpty();
  }

  @Test
  void whatLastsTooLongIsRejectedByItsHeader() throws Exception {
    byte[] file = wav(1, new short[20_000]);
    assertThatThrownBy(
            () -> converter(Channel.MIX, 3_600, 0).convert(opener(file), "a", (clip, at) -> {}))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a is too long: by its header it lasts 20000.0 s, but only 3600 s are allowed"
                + " (ingest.maxSeconds)");
  }

  @Test
  void aClipIsAnnouncedBeforeItTakesMemory() {
    ClipSink full =
        new ClipSink() {
          @Override
          public void expect(long samples, int sampleRate) {
            throw new IllegalArgumentException(samples + " samples at " + sampleRate);
          }

          @Override
          public void accept(Clip clip, OptionalInt second) {
            throw new AssertionError("there was no room");
          }
        };

    assertThatThrownBy(
            () ->
                converter(Channel.MIX, 0, 0).convert(opener(wav(1, new short[16_000])), "a", full))
        .hasMessage("256000000 samples at 16000");
    assertThatThrownBy(
            () ->
                converter(Channel.MIX, 0, 60).convert(opener(wav(1, new short[1_000])), "a", full))
        .hasMessage("960000 samples at 16000");
    assertThatThrownBy(
            () -> converter(Channel.MIX, 0, 0).convert(() -> ofUnknownLength(1_000), "a", full))
        .hasMessage("1000 samples at 16000");
  }

  private static float[] nanAtTheEnd() {
    float[] samples = new float[50_000];
    samples[49_999] = Float.NaN;
    return samples;
  }

  private static List<OptionalInt> seconds(byte[] file, int segmentSeconds) throws Exception {
    List<OptionalInt> seconds = new ArrayList<>();
    converter(Channel.MIX, 0, segmentSeconds)
        .convert(opener(file), "a", (clip, second) -> seconds.add(second));
    return seconds;
  }

  private static AudioConverter converter(Channel channel, int maxSeconds, int segmentSeconds) {
    return new AudioConverter(16_000, 400, channel, new LengthLimits(maxSeconds, segmentSeconds));
  }

  private static AudioStream.Opener opener(byte[] file) {
    return () -> AudioDecoder.open(new BytesInput(file), "a.wav");
  }

  private static byte[] stereo(int rate, int frames) throws IOException {
    Random random = new Random(frames);
    short[] samples = new short[2 * frames];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * (i % 2 == 0 ? 3_000 : 6_000));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavWriter.write(out, rate, 2, samples);
    return out.toByteArray();
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new AudioConverter(-1, 1, Channel.MIX))
        .hasMessage("the sample rate must be 0 (keep) or more, but is -1");
    assertThatThrownBy(() -> new AudioConverter(16_000, 0, Channel.MIX))
        .hasMessage("the least number of samples must be at least 1, but is 0");
  }

  private static byte[] wav(int rate, short[] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavWriter.write(out, rate, samples);
    return out.toByteArray();
  }
}
