package org.greedyinfomax.data.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Decoded;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WavDecoderTest {

  @Test
  void readsUnsignedBytes() throws BadFileException {
    byte[] data = {0, (byte) 128, (byte) 255};

    assertThat(decode(Wav.file(Wav.PCM, 1, 8000, 8, data)).mono())
        .containsExactly(-1, 0, 127f / 128);
  }

  @Test
  void reads16Bits() throws BadFileException {
    Decoded recording = decode(Wav.file(Wav.PCM, 1, 16000, 16, Wav.shorts(-32768, 0, 1, 32767)));

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
    Decoded recording = decode(Wav.file(Wav.PCM, 3, 8000, 16, Wav.shorts(3, 6, 9, -3, 0, 0)));

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

    Decoded recording =
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
  void refusesAFileThatEndsBeforeItsSamples() {
    byte[] whole = Wav.file(Wav.PCM, 1, 8000, 16, Wav.shorts(1, 2, 3, 4));

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
    "2, 16, ADPCM (codec 2)",
    "49, 0, GSM 6.10 (codec 49)",
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
    assertBad(Wav.file(Wav.PCM, 0, 8000, 16, data), "is damaged: its header gives 0 channels");
    assertBad(
        Wav.riff(Wav.chunk("fmt ", new byte[4]), Wav.chunk("data", data)),
        "is damaged: its format chunk has 4 bytes instead of 16");
  }

  @Test
  void readsAFileThatIsCutOffAndSaysSo() throws BadFileException {
    byte[] whole = Wav.file(Wav.PCM, 1, 8000, 16, Wav.shorts(-32768, 0, 1, 2));

    Decoded cut = decode(Arrays.copyOf(whole, whole.length - 3));

    assertThat(cut.mono()).containsExactly(-1, 0);
    assertThat(cut.remarks()).containsExactly(Remark.CUT_OFF);
  }

  /** As sox and ffmpeg write to a pipe, and recorders that crash leave it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 0x7fff_f000, 0x7fff_ffff, -1})
  void readsDataWithoutALengthToItsEnd(int length) throws BadFileException {
    Decoded recording =
        decode(
            Wav.riff(
                Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
                Wav.chunk("data", length, Wav.shorts(-32768, 0))));

    assertThat(recording.mono()).containsExactly(-1, 0);
    assertThat(recording.remarks()).containsExactly(Remark.NO_LENGTH);
  }

  @Test
  void leavesAChunkBehindEmptyDataAlone() throws BadFileException {
    Decoded recording =
        decode(
            Wav.riff(
                Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
                Wav.chunk("data", new byte[0]),
                Wav.chunk("LIST", new byte[6])));

    assertThat(recording.mono()).isEmpty();
    assertThat(recording.remarks()).isEmpty();
  }

  @Test
  void readsAllChunksOfData() throws BadFileException {
    byte[] file =
        Wav.riff(
            Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
            Wav.chunk("data", Wav.shorts(-32768)),
            Wav.chunk("LIST", new byte[4]),
            Wav.chunk("data", Wav.shorts(0, 16384)));

    assertThat(decode(file).mono()).containsExactly(-1, 0, 0.5f);
  }

  @Test
  void readsLargeFilesOfTheEuropeanBroadcastingUnion() throws BadFileException {
    byte[] file =
        Wav.riff(
            Wav.chunk(
                "ds64", Wav.littleEndian(28).putLong(100).putLong(4).putLong(2).putInt(0).array()),
            Wav.chunk("fmt ", Wav.format(Wav.PCM, 1, 8000, 16)),
            Wav.chunk("data", -1, Wav.shorts(-32768, 0)),
            Wav.chunk("LIST", new byte[4]));
    System.arraycopy("RF64".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);

    assertThat(decode(file).mono()).containsExactly(-1, 0);
  }

  @Test
  void readsWave64() throws BadFileException {
    assertThat(decode(wave64()).mono()).containsExactly(-1, 0, 0.5f);
  }

  /** Eight bytes are enough to be taken for Wave64. */
  @Test
  void refusesWave64ThatEndsBeforeItsSamples() {
    for (int bytes = 8; bytes < 40 + 40; bytes++) {
      byte[] cut = Arrays.copyOf(wave64(), bytes);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void skipsId3TagsBeforeTheHeader() throws BadFileException {
    byte[] tag = Wav.join("ID3\3\0\0\0\0\1\2".getBytes(StandardCharsets.US_ASCII), new byte[130]);

    assertThat(decode(Wav.join(tag, Wav.file(Wav.PCM, 1, 8000, 16, Wav.shorts(-32768)))).mono())
        .containsExactly(-1);
  }

  @Test
  void takesTheWidthOfFramesFromTheHeaderWhereItFits() throws BadFileException {
    byte[] wide = Wav.littleEndian(8).putInt(Integer.MIN_VALUE).putInt(1 << 30).array();
    byte[] format = Wav.format(Wav.PCM, 1, 8000, 24);
    format[12] = 4; // 24 bits in four bytes

    assertThat(decode(Wav.riff(Wav.chunk("fmt ", format), Wav.chunk("data", wide))).mono())
        .containsExactly(-1, 0.5f);

    byte[] zero = Wav.format(Wav.PCM, 1, 8000, 16);
    zero[12] = 0;

    assertThat(
            decode(Wav.riff(Wav.chunk("fmt ", zero), Wav.chunk("data", Wav.shorts(-32768)))).mono())
        .containsExactly(-1);
  }

  /** ITU-T G.711, tables 1a to 2b: the ends and the middle of each scale, to 16 bits. */
  @Test
  void readsALawAndMuLaw() throws BadFileException {
    byte[] aLaw = {(byte) 0xd5, 0x55, (byte) 0xaa, 0x2a};
    byte[] muLaw = {(byte) 0xff, 0x7f, (byte) 0x80, 0x00, (byte) 0xf0};

    assertThat(decode(Wav.file(6, 1, 8000, 8, aLaw)).mono())
        .containsExactly(8 / 0x1p15f, -8 / 0x1p15f, 32256 / 0x1p15f, -32256 / 0x1p15f);
    assertThat(decode(Wav.file(7, 1, 8000, 8, muLaw)).mono())
        .containsExactly(0, 0, 32124 / 0x1p15f, -32124 / 0x1p15f, 120 / 0x1p15f);
  }

  /** By hand: index 0 has step 7; code 7 adds 7 + 3 + 1 + 0 = 11 and moves the index to 8. */
  @Test
  void readsImaAdpcm() throws BadFileException {
    byte[] format = Wav.join(Wav.format(0x11, 1, 8000, 4), new byte[4]);
    format[12] = 8; // a header of four bytes and eight codes
    byte[] block = {100, 0, 0, 0, (byte) 0x87, 0, 0, 0};

    float[] found = decode(Wav.riff(Wav.chunk("fmt ", format), Wav.chunk("data", block))).mono();

    // Step 16 after code 7, of which code 8 takes an eighth; then 14, 13 and 12 more eighths.
    assertThat(found).hasSize(9);
    assertThat(found[0] * 0x1p15f).isEqualTo(100);
    assertThat(found[1] * 0x1p15f).isEqualTo(111);
    assertThat(found[2] * 0x1p15f).isEqualTo(109);
    assertThat(found[3] * 0x1p15f).isEqualTo(110);
  }

  /** By hand: coefficients 256 and 0 predict the sample before; the step is 16. */
  @Test
  void readsMicrosoftAdpcm() throws BadFileException {
    byte[] format = Wav.join(Wav.format(2, 1, 8000, 4), new byte[2]);
    format[12] = 8; // a header of seven bytes and two codes
    byte[] block =
        Wav.littleEndian(8)
            .put((byte) 0)
            .putShort((short) 16)
            .putShort((short) 200)
            .putShort((short) 100)
            .put((byte) 0x1f)
            .array();

    float[] found = decode(Wav.riff(Wav.chunk("fmt ", format), Wav.chunk("data", block))).mono();

    assertThat(found).containsExactly(100 / 0x1p15f, 200 / 0x1p15f, 216 / 0x1p15f, 200 / 0x1p15f);
  }

  @Test
  void leavesOutWhatFillsTheLastBlockOfCompressedSamples() throws BadFileException {
    byte[] format = Wav.join(Wav.format(0x11, 1, 8000, 4), new byte[4]);
    format[12] = 8;
    byte[] file =
        Wav.riff(
            Wav.chunk("fmt ", format),
            Wav.chunk("fact", Wav.littleEndian(4).putInt(5).array()),
            Wav.chunk("data", new byte[8]));

    assertThat(decode(file).mono()).hasSize(5);
  }

  @Test
  void noticesChannelsThatCancel() throws BadFileException {
    byte[] file = Wav.file(Wav.PCM, 2, 8000, 16, Wav.shorts(8192, -8192, -16384, 16384));

    assertThat(decode(file).remarks()).containsExactly(Remark.CANCELLED);
    assertThat(decode(file).mono()).containsOnly(0);
    assertThat(Decoded.of(file, Channel.LEFT, "a").mono()).containsExactly(0.25f, -0.5f);
    assertThat(Decoded.of(file, Channel.RIGHT, "a").mono()).containsExactly(-0.25f, 0.5f);
    assertThat(Decoded.of(file, Channel.LEFT, "a").remarks()).isEmpty();
  }

  @Test
  void takesTheLouderChannel() throws BadFileException {
    byte[] file = Wav.file(Wav.PCM, 2, 8000, 16, Wav.shorts(0, 8192, 1, 8192));

    assertThat(Decoded.of(file, Channel.LOUDER, "a").mono()).containsExactly(0.25f, 0.25f);
    assertThat(
            Decoded.of(Wav.file(Wav.PCM, 1, 8000, 16, Wav.shorts(8192)), Channel.RIGHT, "mono")
                .mono())
        .containsExactly(0.25f);
  }

  @Test
  void scalesFloatingPointBeyondFullScale() throws BadFileException {
    Decoded whole = decode(Wav.file(Wav.FLOAT, 1, 8000, 32, Wav.floats(-32768, 16384)));
    Decoded over = decode(Wav.file(Wav.FLOAT, 1, 8000, 32, Wav.floats(-1.25f, 0.5f)));

    assertThat(whole.mono()).containsExactly(-1, 0.5f);
    assertThat(whole.remarks()).containsExactly(Remark.SCALED);
    assertThat(over.mono()).containsExactly(-1, 0.4f);
    assertThat(over.remarks()).containsExactly(Remark.SCALED);
    assertBad(
        Wav.file(Wav.FLOAT, 1, 8000, 32, Wav.floats(100.5f)),
        "has floating-point samples up to 100.5, where full scale is 1: scale or convert it");
  }

  private static byte[] wave64() {
    byte[] tail = HexFormat.of().parseHex("f3acd3118cd100c04f8edb8a");
    return Wav.join(
        "riff".getBytes(StandardCharsets.US_ASCII),
        HexFormat.of().parseHex("2e91cf11a5d628db04c10000"),
        Wav.littleEndian(8).putLong(0).array(),
        "wave".getBytes(StandardCharsets.US_ASCII),
        tail,
        "fmt ".getBytes(StandardCharsets.US_ASCII),
        tail,
        Wav.littleEndian(8).putLong(24 + 16).array(),
        Wav.format(Wav.PCM, 1, 8000, 16),
        "data".getBytes(StandardCharsets.US_ASCII),
        tail,
        Wav.littleEndian(8).putLong(24 + 6).array(),
        Wav.shorts(-32768, 0, 16384),
        new byte[2]);
  }

  private static Decoded decode(byte[] content) throws BadFileException {
    return Decoded.of(content, Channel.MIX, "a.wav");
  }

  private static void assertBad(byte[] content, String reason) {
    assertThatThrownBy(() -> decode(content))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.wav " + reason)
        .extracting(e -> ((BadFileException) e).reason())
        .isEqualTo(reason);
  }
}
