package org.greedyinfomax.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import javax.imageio.ImageReader;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ImageFiles;
import org.greedyinfomax.data.LosslessWebp;
import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;

/** What damaged pictures may take. */
final class PictureBudgetTest {

  private static final int SIDE = 7_000;

  /** It kept the decoder busy for more than a minute. */
  @Test
  void fewBytesOfWebpCannotBeManyPixels() {
    byte[] noise = new byte[218];
    new Random(1).nextBytes(noise);
    ByteBuffer stream = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
    stream.put(0, (byte) 0x2f).putInt(1, (SIDE - 1) | (SIDE - 1) << 14);
    byte[] file = LosslessWebp.riff(LosslessWebp.chunk("VP8L", noise));

    assertThat(file).hasSize(238);
    assertRefused(
        file,
        "is a WebP file that has 7000 x 7000 pixels by its header, which cannot be in 238 bytes");
  }

  @Test
  void fewBytesOfJpegCannotBeManyPixels() throws IOException {
    byte[] file = ImageFiles.file("jpeg", ImageFiles.picture(30, 20));
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int frame = 0;
    while (bytes.getShort(frame) != (short) 0xffc0) {
      frame++;
    }
    bytes.putShort(frame + 5, (short) SIDE).putShort(frame + 7, (short) SIDE);

    assertRefused(
        file,
        "is a JPEG file that has 7000 x 7000 pixels by its header, which cannot be in "
            + file.length
            + " bytes");
  }

  /** As of a scanner that has found nothing. */
  @Test
  void manyPixelsOfOneColourAreDecoded() throws Exception {
    byte[] file = ImageFiles.file("png", new Picture(2_000, 3_000, 3, new byte[18_000_000]));

    assertThat(file.length).isLessThan(30_000);
    assertThat(decode(file).columns()).isEqualTo(3_000);
  }

  @Test
  void aDecoderThatHasTakenItsTimeIsStoppedWhenItReads() throws Exception {
    try (PictureInput in = new PictureInput(new byte[1 << 15], PictureFormat.BMP, 0)) {
      assertThatThrownBy(() -> readAll(in))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("its decoder was still busy after 0 s of processor time");
    }
  }

  @Test
  void aDecoderThatHasTakenItsTimeIsStoppedBetweenRows() throws Exception {
    byte[] file = ImageFiles.file("png", ImageFiles.picture(300, 200));
    ImageReader reader = new PictureReaders().open(PictureFormat.PNG);
    try (PictureInput in = new PictureInput(file, PictureFormat.PNG, 0)) {
      reader.setInput(in, true, true);
      DecodingWatch watch = new DecodingWatch(reader, in);
      reader.addIIOReadProgressListener(watch);

      reader.read(0);

      assertThat(watch.hasStopped()).isTrue();
    } finally {
      reader.dispose();
    }
  }

  private static void readAll(PictureInput in) throws IOException {
    while (in.read() >= 0) {
      // goes on
    }
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a " + reason);
  }

  private static Picture decode(byte[] file) throws BadFileException {
    return new PictureDecoder(50_000_000, Background.WHITE).decode(file, "a");
  }
}
