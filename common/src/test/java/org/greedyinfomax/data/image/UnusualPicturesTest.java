package org.greedyinfomax.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ImageFiles;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that break a rule and that other readers read all the same. */
final class UnusualPicturesTest {

  private static final Picture PICTURE = ImageFiles.picture(30, 41);

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void putsTransparentPixelsOnTheBackground(String format) throws Exception {
    BufferedImage image = ImageFiles.image(PICTURE, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(40, 2, 0x80_00_64_c8); // half there
    byte[] file = ImageFiles.file(format, image);

    assertThat(pixel(decode(file, Background.WHITE), 2, 40)).containsExactly(127, 177, 227);
    assertThat(pixel(decode(file, Background.BLACK), 2, 40)).containsExactly(0, 50, 100);
    assertThat(decode(file, Background.WHITE).remarks()).containsExactly(Remark.COMPOSED);
    assertBad(
        file,
        "has transparent pixels, such as the one in row 2 and column 40"
            + " (ingest.background = white or black puts them on one)");
  }

  @Test
  void putsATransparentColourOfAPaletteOnTheBackground() throws Exception {
    byte[] shades = {10, 20};
    IndexColorModel palette = new IndexColorModel(1, 2, shades, shades, shades, 1);
    BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_BINARY, palette);

    assertThat(decode(ImageFiles.file("gif", image), Background.REJECT).pixels()).containsOnly(10);
    image.getRaster().setSample(0, 1, 0, 1);
    assertThat(pixel(decode(ImageFiles.file("gif", image), Background.WHITE), 1, 0))
        .containsExactly(255, 255, 255);
  }

  @Test
  void showsAGifOnItsCanvas() throws Exception {
    byte[] file = gif();
    file[6] = 50; // columns of the canvas
    file[8] = 40; // and its rows
    int image = imageDescriptor(file);
    file[image + 1] = 5;
    file[image + 3] = 3;

    Picture found = decode(file, Background.WHITE);

    assertThat(found.columns()).isEqualTo(50);
    assertThat(found.rows()).isEqualTo(40);
    assertThat(pixel(found, 0, 0)).containsExactly(255, 255, 255);
    assertThat(pixel(found, 3, 5)).isEqualTo(pixel(decode(gif(), Background.WHITE), 0, 0));
    assertBad(
        file,
        "has a first image that does not cover its canvas"
            + " (ingest.background = white or black puts it on one)");
  }

  @Test
  void readsJpegWithFillBytesBeforeAMarker() throws Exception {
    byte[] file = jpeg();
    byte[] filled = inserted(file, 2, new byte[] {-1, -1, -1});

    assertThat(decode(filled, Background.WHITE).pixels())
        .isEqualTo(decode(file, Background.WHITE).pixels());
    assertThat(decode(filled, Background.WHITE).remarks()).isEmpty();
  }

  @Test
  void readsJpegWithBytesBeforeItsEndAndCountsIt() throws Exception {
    byte[] file = jpeg();
    Picture found = decode(inserted(file, file.length - 2, new byte[200]), Background.WHITE);

    assertThat(found.pixels()).isEqualTo(decode(file, Background.WHITE).pixels());
    assertThat(found.remarks()).containsExactly(Remark.WARNED_OF);
  }

  @Test
  void readsJpegAndPngWithoutTheirLastMarks() throws Exception {
    byte[] jpeg = jpeg();
    byte[] png = ImageFiles.file("png", PICTURE);
    byte[] wrong = png.clone();
    wrong[wrong.length - 1] ^= 1;

    for (byte[] file :
        new byte[][] {
          Arrays.copyOf(jpeg, jpeg.length - 2), Arrays.copyOf(png, png.length - 12), wrong
        }) {
      assertThat(decode(file, Background.WHITE).remarks()).containsExactly(Remark.NO_END);
    }
    assertThat(decode(wrong, Background.WHITE).pixels()).isEqualTo(PICTURE.pixels());
  }

  /** JFIF is luma and chroma, whatever Adobe's segment says (libjpeg, jdapimin.c). */
  @Test
  void takesTheColoursOfJfifBeforeAdobes() throws Exception {
    byte[] file = jpeg();
    byte[] adobe = {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    int afterJfif = 2 + 2 + ((file[4] << 8) | file[5]);

    assertThat(decode(inserted(file, afterJfif, adobe), Background.WHITE).pixels())
        .isEqualTo(decode(file, Background.WHITE).pixels());
  }

  /** As Pillow: inverted inks; red is cyan times black of what is stored. */
  @Test
  void convertsFourInks() throws Exception {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    for (int i = 0; i < 64; i++) {
      inks.setPixel(i % 8, i / 8, new int[] {200, 100, 40, 128});
    }

    Picture found = decode(ImageFiles.jpeg(inks), Background.WHITE);

    assertThat(pixel(found, 4, 4)[0]).isBetween(98, 102); // 200 · 128 / 255 = 100.4
    assertThat(pixel(found, 4, 4)[1]).isBetween(48, 52);
    assertThat(pixel(found, 4, 4)[2]).isBetween(18, 22);
    assertThat(found.remarks()).containsExactly(Remark.FROM_CMYK);
  }

  @Test
  void readsABmpThatDoesNotTellItsSize() throws Exception {
    byte[] file = ImageFiles.file("bmp", PICTURE);
    Arrays.fill(file, 2, 6, (byte) 0);

    assertThat(decode(file, Background.WHITE).pixels()).isEqualTo(PICTURE.pixels());
  }

  /**
   * As {@code dwebp -nofancy} decodes it, made by {@code cwebp -q 50} of a disc: row r and column c
   * are (8 c, 10 r, 200 within 8 of row 12 and column 14, else 40).
   */
  @Test
  void readsLossyWebpAsLibwebpDoes() throws Exception {
    byte[] expected = resource("disc.ppm");
    int start = expected.length - 32 * 24 * 3;

    byte[] found = decode(resource("disc.webp"), Background.WHITE).pixels();

    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(found[i]) - Byte.toUnsignedInt(expected[start + i]));
    }
    assertThat(sum / found.length).isLessThan(0.5);
  }

  @Test
  void neverShowsWordsOfJava() {
    byte[] damaged = "GIF89a1234567890123456789".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> decode(damaged, Background.WHITE))
        .isInstanceOf(BadFileException.class)
        .extracting(e -> ((BadFileException) e).reason())
        .asString()
        .doesNotContain("java", "Exception");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = UnusualPicturesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] jpeg() throws IOException {
    return ImageFiles.file("jpeg", PICTURE);
  }

  private static byte[] gif() throws IOException {
    byte[] shades = {10, 20};
    IndexColorModel palette = new IndexColorModel(1, 2, shades, shades, shades);
    return ImageFiles.file("gif", new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_BINARY, palette));
  }

  private static int imageDescriptor(byte[] gif) {
    int at = 13 + (3 << ((gif[10] & 7) + 1));
    while (gif[at] != 0x2c) { // extensions, of which none holds this byte
      at++;
    }
    return at;
  }

  private static byte[] inserted(byte[] file, int at, byte[] bytes) {
    return Wav.join(Arrays.copyOf(file, at), bytes, Arrays.copyOfRange(file, at, file.length));
  }

  private static int[] pixel(Picture picture, int row, int column) {
    int at = (row * picture.columns() + column) * 3;
    int[] pixel = new int[3];
    for (int i = 0; i < 3; i++) {
      pixel[i] = Byte.toUnsignedInt(picture.pixels()[at + i]);
    }
    return pixel;
  }

  private static Picture decode(byte[] file, Background background) throws BadFileException {
    return new PictureDecoder(10_000, background).decode(file, "a.jpg");
  }

  private static void assertBad(byte[] file, String reason) {
    assertThatThrownBy(() -> decode(file, Background.REJECT))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.jpg " + reason);
  }
}
