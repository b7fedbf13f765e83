package org.greedyinfomax.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ImageFiles;
import org.greedyinfomax.data.LosslessWebp;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.Tiff;
import org.greedyinfomax.data.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureDecoderTest {

  private static final Picture PICTURE = ImageFiles.picture(30, 41);

  private final PictureDecoder decoder = new PictureDecoder(2_000, Background.WHITE);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "webp"})
  void readsColourBitForBit(String format) throws Exception {
    assertSame(decode(file(format, PICTURE)), PICTURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void readsGreyBitForBit(String format) throws Exception {
    Picture grey = PICTURE.grey();
    BufferedImage image = new BufferedImage(41, 30, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 41, 30, grey.pixels());

    assertSame(decode(ImageFiles.file(format, image)), grey);
  }

  @Test
  void readsJpegAsTheJdkDoes() throws Exception {
    byte[] file = file("jpeg", PICTURE);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));

    Picture found = decode(file);

    assertThat(found.channels()).isEqualTo(3);
    for (int i = 0; i < 30 * 41; i++) {
      int colour = image.getRGB(i % 41, i / 41);
      assertThat(Arrays.copyOfRange(found.pixels(), 3 * i, 3 * i + 3))
          .containsExactly((byte) (colour >> 16), (byte) (colour >> 8), (byte) colour);
    }
  }

  @Test
  void readsLossyWebp() throws Exception {
    Picture found;
    // Made by cwebp -q 95 of a picture whose row r and column c is (10 c, 15 r, 128).
    try (InputStream in = PictureDecoderTest.class.getResourceAsStream("gradient.webp")) {
      found = decode(in.readAllBytes());
    }

    assertThat(found.rows()).isEqualTo(16);
    assertThat(found.columns()).isEqualTo(24);
    for (int i = 0; i < found.pixels().length; i++) {
      int expected = new int[] {i / 3 % 24 * 10, i / 3 / 24 * 15, 128}[i % 3];
      assertThat(Byte.toUnsignedInt(found.pixels()[i])).isBetween(expected - 20, expected + 20);
    }
  }

  @Test
  void readsOnePixel() throws Exception {
    for (String format : new String[] {"png", "bmp", "tiff", "webp"}) {
      assertSame(decode(file(format, ImageFiles.picture(1, 1))), ImageFiles.picture(1, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"png, 3", "png, 200", "gif, 3", "gif, 200", "bmp, 200"})
  void turnsPalettesIntoColour(String format, int colours) throws Exception {
    byte[] parts = PICTURE.pixels();
    IndexColorModel palette =
        new IndexColorModel(
            8,
            colours,
            Arrays.copyOfRange(parts, 0, colours),
            Arrays.copyOfRange(parts, 200, 200 + colours),
            Arrays.copyOfRange(parts, 400, 400 + colours));
    BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] expected = new byte[20 * 30 * 3];
    for (int i = 0; i < 20 * 30; i++) {
      int colour = i * 7 % colours;
      image.getRaster().setSample(i % 20, i / 20, 0, colour);
      expected[3 * i] = parts[colour];
      expected[3 * i + 1] = parts[200 + colour];
      expected[3 * i + 2] = parts[400 + colour];
    }

    assertSame(decode(ImageFiles.file(format, image)), new Picture(30, 20, 3, expected));
  }

  @Test
  void readsPicturesOfOneBitAsBlackAndWhite() throws Exception {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {1, 0, 1});

    assertThat(decode(ImageFiles.file("png", image)).grey().pixels()).containsExactly(-1, 0, -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void scales16BitsTo8(String format) throws Exception {
    BufferedImage image = new BufferedImage(5, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 5, 1, new int[] {0, 65_535, 128, 129, 0x8080});

    assertThat(decode(ImageFiles.file(format, image)).pixels()).containsExactly(0, -1, 0, 1, -128);
  }

  @Test
  void scales5BitsTo8() throws Exception {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_555_RGB);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {31, 0, 15, 1, 2, 3});

    assertThat(decode(ImageFiles.file("bmp", image)).pixels())
        .containsExactly(-1, 0, 123, 8, 16, 25);
  }

  @Test
  void invertsATiffWhoseZeroIsWhite() throws Exception {
    byte[] file = Tiff.file(3, 1, 1, 8, Tiff.WHITE_IS_ZERO, 1, new byte[] {0, 100, -1});

    assertThat(decode(file).grey().pixels()).containsExactly(-1, -101, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void dropsAnAlphaChannelThatIsOpaqueEverywhere(String format) throws Exception {
    BufferedImage image = ImageFiles.image(PICTURE, BufferedImage.TYPE_4BYTE_ABGR);

    assertSame(decode(ImageFiles.file(format, image)), PICTURE);
  }

  @Test
  void refusesOtherNumbersOfChannels() {
    assertBad(
        Tiff.file(1, 1, 4, 8, Tiff.CMYK, 1, new byte[4]),
        "has 4 channels: only grey (1), red, green and blue (3) and, of JPEG, four inks can be"
            + " used");
  }

  @Test
  void refusesFloatingPoint() {
    assertBad(
        Tiff.file(1, 1, 1, 32, 1, Tiff.FLOATING, new byte[4]),
        "has samples that are not whole numbers of 1 to 16 bits without sign: convert it");
  }

  @Test
  void takesTheFirstFrame() throws Exception {
    BufferedImage first = ImageFiles.image(ImageFiles.picture(2, 2), BufferedImage.TYPE_INT_RGB);
    BufferedImage second = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);

    for (String format : new String[] {"gif", "tiff"}) {
      assertSame(
          decode(ImageFiles.file(format, first, second)), decode(ImageFiles.file(format, first)));
    }
  }

  @Test
  void leavesColourProfilesOutOfAccount() throws Exception {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] jpeg = file("jpeg", PICTURE);
    byte[] segment =
        ByteBuffer.allocate(18 + profile.length)
            .putShort((short) 0xffe2)
            .putShort((short) (16 + profile.length))
            .put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII))
            .put(profile)
            .array();
    byte[] webp =
        LosslessWebp.riff(
            LosslessWebp.extended(0x20, 41, 30),
            LosslessWebp.chunk("ICCP", profile),
            LosslessWebp.chunk("VP8L", LosslessWebp.stream(PICTURE)));

    assertSame(
        decode(Wav.join(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length))),
        decode(jpeg));
    assertSame(decode(webp), PICTURE);
  }

  /** Its reader would go on at the file's end, with bits of before, for some minutes. */
  @Test
  @Timeout(60)
  void comesToAnEndWithAWebpFileThatHasOneBitWrong() throws Exception {
    try (InputStream in = PictureDecoderTest.class.getResourceAsStream("endless.webp")) {
      byte[] file = in.readAllBytes();

      assertThatThrownBy(() -> new PictureDecoder(5_000, Background.WHITE).decode(file, "a.webp"))
          .isInstanceOf(BadFileException.class)
          .hasMessageStartingWith("a.webp is a truncated or damaged WebP file: ")
          .hasMessageEndingWith("its data end too early");
    }
  }

  /** Of which no pixel takes a bit, so that the file's end is reached before the first. */
  @Test
  void readsALargeWebpFileInOneColour() throws Exception {
    byte[] pixels = new byte[600 * 500 * 3];
    Arrays.fill(pixels, (byte) 77);
    Picture plain = new Picture(600, 500, 3, pixels);

    assertSame(
        new PictureDecoder(300_000, Background.WHITE).decode(LosslessWebp.file(plain), "a.webp"),
        plain);
  }

  @Test
  void bearsWhatTelephonesWriteIntoTheHeadOfAScan() throws Exception {
    byte[] jpeg = file("jpeg", PICTURE);
    Picture expected = decode(jpeg);
    int scan = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00da");

    jpeg[scan + 12] = 0; // the last coefficient of the scan, which should be 63

    assertSame(decode(jpeg), expected);
  }

  @Test
  void refusesAPictureThatIsTooLargeBeforeItIsDecoded() throws Exception {
    byte[] bomb = file("png", ImageFiles.picture(1, 1));
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 50_000);
    CRC32 crc = new CRC32();
    crc.update(bomb, 12, 17);
    ByteBuffer.wrap(bomb).putInt(29, (int) crc.getValue());

    assertBad(
        bomb,
        "is too large: it has 60000 x 50000 pixels, but only 2000 are allowed (ingest.maxPixels)");
    assertBad(
        file("jpeg", ImageFiles.picture(2, 1_001)),
        "is too large: it has 1001 x 2 pixels, but only 2000 are allowed (ingest.maxPixels)");
    assertThat(decode(file("jpeg", ImageFiles.picture(2, 1_000))).columns()).isEqualTo(1_000);
  }

  @Test
  void refusesAWebpFrameThatIsLargerThanItsHeaderSays() {
    byte[] frame = {0, 0, 0, (byte) 0x9d, 1, 0x2a, (byte) 0xff, 0x3f, (byte) 0xff, 0x3f};

    assertBad(
        LosslessWebp.riff(LosslessWebp.extended(0, 10, 10), LosslessWebp.chunk("VP8 ", frame)),
        "is a WebP file that holds a frame of 16383 x 16383 pixels, but its header says 10 x 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff", "webp"})
  void refusesAFileThatLacksPixelsWhereverItEnds(String format) throws Exception {
    byte[] whole = file(format, ImageFiles.picture(9, 12));

    // The last byte of GIF only says that no other frame follows.
    int end = format.equals("gif") ? whole.length - 1 : whole.length;
    int read = 0;
    for (int bytes = 0; bytes < end; bytes++) {
      byte[] cut = Arrays.copyOf(whole, bytes);
      String what = "%s of %d bytes, of which the first %d".formatted(format, end, bytes);
      try {
        assertThat(decode(cut).remarks()).as(what).containsExactly(Remark.NO_END);
        read++;
      } catch (BadFileException bad) {
        assertThat(bad.reason()).as(what).matches("(is|has) .+");
      }
    }
    // JPEG: without its last mark, and where bits by chance make up the last blocks. PNG:
    // without its last chunk of 12 bytes.
    assertThat(read).isLessThanOrEqualTo(format.equals("jpeg") ? 5 : format.equals("png") ? 12 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff", "webp"})
  void decodesOrRefusesWhateverIsDamaged(String format) throws Exception {
    byte[] whole = file(format, ImageFiles.picture(9, 12));
    Random random = new Random(3);

    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(decode(damaged).pixels().length).isLessThanOrEqualTo(3 * 2_000);
      } catch (BadFileException bad) {
        assertThat(bad.reason()).matches("(is|has) .+");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jpeg | is a JPEG file that is damaged: Corrupt JPEG data: premature end of data segment
          png  | is a PNG file that has a chunk IDAT whose checksum does not match
          """)
  void saysWhatIsDamaged(String format, String reason) throws Exception {
    byte[] file = file(format, PICTURE);
    file[file.length - 100] = (byte) 0xff;
    file[file.length - 99] = (byte) 0xd9;

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("a.jpg " + reason);
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertBad(new byte[0], "is empty: it has 0 bytes");
    assertBad(
        "GIF, they say".getBytes(StandardCharsets.US_ASCII),
        "is no picture that can be read: it is none of JPEG, PNG, BMP, GIF, WebP and TIFF (its first"
            + " bytes are 47 49 46 2c); convert or remove it");
  }

  private static byte[] file(String format, Picture picture) throws IOException {
    return format.equals("webp") ? LosslessWebp.file(picture) : ImageFiles.file(format, picture);
  }

  private Picture decode(byte[] file) throws BadFileException {
    return decoder.decode(file, "a.jpg");
  }

  private void assertBad(byte[] file, String reason) {
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.jpg " + reason);
  }

  private static void assertSame(Picture found, Picture expected) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.columns()).isEqualTo(expected.columns());
    assertThat(found.channels()).isEqualTo(expected.channels());
    assertThat(found.pixels()).isEqualTo(expected.pixels());
  }
}
