package org.greedyinfomax.job;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.LengthSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.ingest.shard.IngestOptions;

/** A folder of pictures for tests, beside the place for their corpus. */
public final class Pictures {

  static final LabelSettings NO_LABELS = new LabelSettings("", "", "");

  /** Colour of any size, up to 10,000 pixels. */
  static final PictureSettings COLOUR = new PictureSettings(3, 1, 0, 10_000, Background.WHITE, 0);

  private final Path parent;

  public Pictures(Path parent) {
    this.parent = parent;
  }

  public String input() {
    return parent.resolve("in").toString();
  }

  Path output() {
    return parent.resolve("out");
  }

  /** Options that change nothing, label nothing and bear no bad file. */
  IngestOptions options() {
    return options(COLOUR, 0, NO_LABELS);
  }

  IngestOptions options(PictureSettings pictures, double maxBadFraction, LabelSettings labels) {
    return options(input(), Layout.FILES, pictures, maxBadFraction, labels);
  }

  IngestOptions options(
      String input,
      Layout layout,
      PictureSettings pictures,
      double maxBadFraction,
      LabelSettings labels) {
    return options(List.of(input), layout, "", pictures, maxBadFraction, labels);
  }

  /** Options for tables. */
  IngestOptions table(
      String column, double maxBadFraction, LabelSettings labels, String... inputs) {
    return options(List.of(inputs), Layout.TABLE, column, COLOUR, maxBadFraction, labels);
  }

  private IngestOptions options(
      List<String> inputs,
      Layout layout,
      String column,
      PictureSettings pictures,
      double maxBadFraction,
      LabelSettings labels) {
    return new IngestOptions(
        inputs,
        output().toString(),
        false,
        0,
        new IngestSettings(
            ContentKind.IMAGES,
            layout,
            column,
            1,
            Channel.MIX,
            new LengthSettings(0, 0),
            pictures,
            maxBadFraction,
            labels,
            Map.of()));
  }

  /** Writes noise in the format that the name ends in; the name decides which. */
  public Picture noise(String name, int rows, int columns) throws IOException {
    byte[] pixels = new byte[rows * columns * 3];
    new Random(name.hashCode()).nextBytes(pixels);
    Picture picture = new Picture(rows, columns, 3, pixels);
    write(name, picture);
    return picture;
  }

  void write(String name, Picture picture) throws IOException {
    bytes(name, file(name.substring(name.lastIndexOf('.') + 1), picture));
  }

  static byte[] file(String format, Picture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_3BYTE_BGR);
    int[] samples = new int[picture.pixels().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Byte.toUnsignedInt(picture.pixels()[i]);
    }
    image.getRaster().setPixels(0, 0, picture.columns(), picture.rows(), samples);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /** Writes a lossless WebP file of 3 rows and 5 columns, row r and column c being (r, c, 7). */
  void webp(String name) throws IOException {
    try (InputStream in = Pictures.class.getResourceAsStream("rows-and-columns.webp")) {
      Files.copy(in, path(name));
    }
  }

  void bytes(String name, byte[] content) throws IOException {
    Files.write(path(name), content);
  }

  /** Writes a text beside the pictures and returns its path. */
  String text(String name, String content) throws IOException {
    return Files.writeString(parent.resolve(name), content).toString();
  }

  private Path path(String name) throws IOException {
    Path file = parent.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }
}
