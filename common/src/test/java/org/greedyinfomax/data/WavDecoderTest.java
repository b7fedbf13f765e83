package org.greedyinfomax.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WavDecoderTest {

  @Test
  void readsUnsignedBytes() throws BadFileException {
    byte[] data = {0, (byte) 128, (byte) 255};

    assertThat(decode(Wav.file(Wav.PCM, 1, 8000, 8, data)).mono())
        .containsExactly(-1, 0, 127f / 128);
  }

  @Test
  void reads16Bits() throws BadFileException {
    Recording recording = decode(Wav.file(Wav.PCM, 1, 16000, 16, Wav.shorts(-32768, 0, 1, 32767)));

    assertThat(recording.mono()).containsExactly(-1, 0, 1f / 32768, 32767f / 32768);
    assertThat(recording.sampleRate()).isEqualTo(16000);
    assertThat(recording.channels()).isEqualTo(1);
  }

  @Test
  void reads24Bits() throws BadFileException {
    byte[] data = {0, 0, (byte) 0x80, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, (byte) 0x80, 0};

    assertThat(decode(Wav.file(Wav.PCM, 1, 48000, 24, data)).mono())
        .containsExactly(-1, -0x1p-23f, 0x8001 * 0x1p-23f);
  }

  @Test
  void reads32Bits() throws BadFileException {
    byte[] data = Wav.littleEndian(8).putInt(Integer.MIN_VALUE).putInt(1 << 30).array();

    assertThat(decode(Wav.file(Wav.PCM, 1, 8000, 32, data)).mono()).containsExactly(-1, 0.5f);
  }

  @Test
  void readsFloatingPointOf32And64Bits() throws BadFileException {
    byte[] doubles = Wav.littleEndian(16).putDouble(0.25).putDouble(-1).array();

    assertThat(decode(Wav.file(Wav.FLOAT, 1, 8000, 32, Wav.floats(0.25f, -1))).mono())
        .containsExactly(0.25f, -1);
    assertThat(decode(Wav.file(Wav.FLOAT, 1, 8000, 64, doubles)).mono()).containsExactly(0.25f, -1);
  }

  @Test
  void averagesChannels() throws BadFileException {
    Recording recording = decode(Wav.file(Wav.PCM, 3, 8000, 16, Wav.shorts(3, 6, 9, -3, 0, 0)));

    assertThat(recording.mono()).containsExactly(6f / 32768, -1f / 32768);
    assertThat(recording.channels()).isEqualTo(3);
  }

  @Test
  void readsTheExtensibleFormat() throws BadFileException {
    byte[] extension =
        Wav.littleEndian(24)
            .putShort((short) 22)
            .putShort((short) 16)
            .putInt(4)
            .putShort((short) Wav.PCM)
            .array();
    byte[] format = Wav.join(Wav.format(0xfffe, 1, 8000, 16), extension);

    Recording recording =
        decode(Wav.riff(Wav.chunk("fmt ", format), Wav.chunk("data", Wav.shorts(-32768))));

    assertThat(recording.mono()).containsExactly(-1);
  }

  @Test
  void skipsOtherChunksAndTheirPadding() throws BadFileException {
    byte[] file =
        Wav.riff(
            Wav.chunk("LIST", new byte[3]),
            Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
            Wav.chunk("fact", new byte[4]),
            Wav.chunk("data", Wav.shorts(-32768)),
            Wav.chunk("LIST", new byte[5]));

    assertThat(decode(file).mono()).containsExactly(-1);
  }

  @Test
  void readsAStreamOfUnknownLengthToItsEnd() throws BadFileException {
    byte[] file =
        Wav.riff(
            Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
            Wav.chunk("data", -1, Wav.shorts(-32768, 0)));

    assertThat(decode(file).mono()).containsExactly(-1, 0);
  }

  @Test
  void refusesAnEmptyFile() {
    assertBad(new byte[0], "is empty: it has 0 bytes");
  }

  @Test
  void refusesWhatIsNotAudio() {
    assertBad(
        "hello, world".getBytes(StandardCharsets.US_ASCII),
        "is not audio that can be read: it is neither WAV nor FLAC (its first bytes are 68 65 6c"
            + " 6c); convert or remove it");
  }

  @Test
  void refusesAFileShorterThanItsHeaderSays() {
    byte[] whole = Wav.file(Wav.PCM, 1, 8000, 16, Wav.shorts(1, 2, 3, 4));

    assertBad(
        Arrays.copyOf(whole, whole.length - 3),
        "is truncated: its data chunk should have 8 bytes, but the file ends after 5 of them");
    assertBad(Arrays.copyOf(whole, 40), "is truncated: the file ends before its data chunk");
    assertBad(Arrays.copyOf(whole, 14), "is truncated: the file ends before its fmt chunk");
  }

  @Test
  void refusesSamplesThatAreNoNumbers() {
    assertBad(
        Wav.file(Wav.FLOAT, 1, 8000, 32, Wav.floats(0, 1, Float.NaN)),
        "has a sample that is NaN, at frame 2");
    assertBad(
        Wav.file(Wav.FLOAT, 2, 8000, 32, Wav.floats(0, Float.NEGATIVE_INFINITY)),
        "has a sample that is -Infinity, at frame 0");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 4, ADPCM (codec 2)",
    "6, 8, A-law (codec 6)",
    "7, 8, mu-law (codec 7)",
    "85, 16, MPEG (codec 85)",
    "999, 16, codec 999",
    "1, 48, PCM",
    "3, 16, floating point"
  })
  void refusesOtherEncodings(int codec, int bits, String called) {
    assertBad(
        Wav.file(codec, 1, 8000, bits, new byte[8]),
        "has an unsupported WAV encoding: %s of %d bits; convert it to PCM or FLAC"
            .formatted(called, bits));
  }

  @Test
  void refusesImpossibleHeaders() {
    byte[] data = Wav.shorts(1);

    assertBad(
        Wav.file(Wav.PCM, 1, 0, 16, data),
        "is damaged: its header gives a sample rate of 0 Hz, which is not between 1 and 768000");
    assertBad(
        Wav.file(Wav.PCM, 0, 8000, 16, data),
        "is damaged: its header gives 0 channels of 16 bits in frames of 0 bytes");
    assertBad(
        Wav.riff(Wav.chunk("fmt ", new byte[4]), Wav.chunk("data", data)),
        "is damaged: its format chunk has 4 bytes instead of 16");
  }

  private static Recording decode(byte[] content) throws BadFileException {
    return AudioDecoder.decode(content, "a.wav");
  }

  private static void assertBad(byte[] content, String reason) {
    assertThatThrownBy(() -> decode(content))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.wav " + reason)
        .extracting(e -> ((BadFileException) e).reason())
        .isEqualTo(reason);
  }
}
