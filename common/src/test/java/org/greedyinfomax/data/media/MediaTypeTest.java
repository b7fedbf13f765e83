package org.greedyinfomax.data.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.wav.WavWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTest {

  /** MPEG 1, layer 3, 128 kbit/s, 44.1 kHz, no padding: frames of 417 bytes. */
  private static final byte[] MP3_FRAME = Arrays.copyOf(bytes("\u00ff\u00fb\u0090\u0000"), 417);

  /** MPEG 4 AAC LC, 44.1 kHz, two channels: a frame of 300 bytes. */
  private static final byte[] ADTS_FRAME =
      Arrays.copyOf(bytes("\u00ff\u00f1P\u0080%\u009f\u00fc"), 300);

  @Test
  void tellsRecordingsByTheirFirstBytes() throws IOException {
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    WavWriter.write(wav, 8000, new short[9]);

    assertThat(MediaType.of(wav.toByteArray())).contains(MediaType.WAV);
    assertThat(MediaType.of(bytes("RF64\u00ff\u00ff\u00ff\u00ffWAVEds64")))
        .contains(MediaType.RF64);
    assertThat(MediaType.of(bytes("fLaC\0\0\0\""))).contains(MediaType.FLAC);
    assertThat(MediaType.of(bytes("OggS\0\u0002"))).contains(MediaType.OGG);
    assertThat(MediaType.of(bytes("\0\0\0 ftypM4A \0\0"))).contains(MediaType.M4A);
    assertThat(MediaType.of(bytes("FORM\0\0\0\u0009AIFCFVER"))).contains(MediaType.AIFF);
    assertThat(MediaType.of(bytes("NIST_1A\n   1024\n"))).contains(MediaType.SPHERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif", "tiff"})
  void tellsPicturesByTheirFirstBytes(String format) throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_3BYTE_BGR), format, picture);

    MediaType type = MediaType.of(picture.toByteArray()).orElseThrow();

    assertThat(type.group()).isEqualTo(MediaGroup.IMAGE);
    assertThat(type.extensions()).contains("." + format);
  }

  @Test
  void tellsArchivesByTheirFirstBytes() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a"));
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(1);
    }
    byte[] tar = new byte[1024];
    System.arraycopy(bytes("ustar"), 0, tar, 257, 5);

    assertThat(MediaType.of(zip.toByteArray())).contains(MediaType.ZIP);
    assertThat(MediaType.of(gzip.toByteArray())).contains(MediaType.GZIP);
    assertThat(MediaType.of(tar)).contains(MediaType.TAR);
  }

  @Test
  void tellsMpegAudioByTwoFramesThatFollowEachOther() {
    assertThat(MediaType.of(join(MP3_FRAME, MP3_FRAME))).contains(MediaType.MP3);
    assertThat(MediaType.of(MP3_FRAME)).contains(MediaType.MP3);
    assertThat(MediaType.of(join(ADTS_FRAME, ADTS_FRAME))).contains(MediaType.AAC);
    assertThat(MediaType.of(join(MP3_FRAME, new byte[417]))).isEmpty();
    assertThat(MediaType.of(join(ADTS_FRAME, new byte[417]))).isEmpty();
  }

  @Test
  void looksBehindTagsForTheContent() {
    byte[] tag = Arrays.copyOf(bytes("ID3\u0003\0\0\0\0\0\n"), 20);

    assertThat(Id3v2.bytes(tag)).isEqualTo(20);
    assertThat(MediaType.of(join(tag, bytes("fLaC\0\0\0\"")))).contains(MediaType.FLAC);
    assertThat(MediaType.of(join(tag, tag, bytes("RIFF....WAVEfmt ")))).contains(MediaType.WAV);
    assertThat(MediaType.of(join(tag, ADTS_FRAME, ADTS_FRAME))).contains(MediaType.AAC);
    assertThat(MediaType.of(join(tag, MP3_FRAME, MP3_FRAME))).contains(MediaType.MP3);
    assertThat(MediaType.of(join(tag, new byte[500]))).contains(MediaType.MP3);
    assertThat(MediaType.of(bytes("ID3\u0003\0\0\0\u007f\0\0"))).contains(MediaType.MP3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 4070, 4080, 4090, 100_000})
  void looksBehindTagsWithPictures(int bytes) throws Exception {
    String size =
        "" + (char) (bytes >> 21) + (char) (bytes >> 14 & 127) + (char) (bytes >> 7 & 127);
    byte[] tag = Arrays.copyOf(bytes("ID3\u0004\0\0" + size + (char) (bytes & 127)), bytes + 10);
    byte[] flac = join(tag, bytes("fLaC\0\0\0\""), new byte[9_000]);

    assertThat(new BytesInput(flac).type()).contains(MediaType.FLAC);
    assertThat(new BytesInput(join(tag, MP3_FRAME)).type()).contains(MediaType.MP3);
    assertThat(new BytesInput(tag).type()).contains(MediaType.MP3);
  }

  @Test
  void takesNoTextForAMedium() {
    assertThat(MediaType.of(new byte[0])).isEmpty();
    assertThat(MediaType.of(bytes("no audio"))).isEmpty();
    assertThat(MediaType.of(bytes("BMW, Audi and what else drives along"))).isEmpty();
    assertThat(MediaType.of(bytes("ID3 is a tag format\n"))).isEmpty();
    assertThat(MediaType.of("a text for people, in whatever letters, ".repeat(20).getBytes(UTF_16)))
        .isEmpty();
    assertThat(MediaType.of("\uFEFFkey,word\n".repeat(300).getBytes(UTF_8))).isEmpty();
  }

  @Test
  void seldomTakesNoiseForAMedium() {
    Random random = new Random(1);
    int taken = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] noise = new byte[9_000];
      random.nextBytes(noise);
      if (i % 2 == 0) {
        noise[0] = (byte) 0xff;
        noise[1] |= (byte) 0xe0;
      }
      taken += MediaType.of(noise).isPresent() ? 1 : 0;
    }

    assertThat(taken).isLessThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatHasATitleAndAnExtensionOfItsOwn(MediaType type) {
    assertThat(type.title()).isNotBlank();
    for (String extension : type.extensions()) {
      assertThat(
              Arrays.stream(MediaType.values())
                  .filter(other -> other.hasExtension("a" + extension)))
          .containsExactly(type);
    }
  }

  @Test
  void cutsKnownExtensionsOff() {
    assertThat(MediaType.withoutExtension("a.b/3.WAV")).isEqualTo("a.b/3");
    assertThat(MediaType.withoutExtension("a/x.jfif")).isEqualTo("a/x");
    assertThat(MediaType.withoutExtension("a/12.30")).isEqualTo("a/12.30");
    assertThat(MediaType.withoutExtension("a.wav/x")).isEqualTo("a.wav/x");
    assertThat(MediaType.withoutExtension("x1.wav.wav")).isEqualTo("x1.wav");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
