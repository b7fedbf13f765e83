package org.greedyinfomax.ml;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.training.SmallRecipe;

/** Small files, and tables of them as Spark reads them. */
final class Samples {

  static final int FILES = 12;
  static final int RATE = 8_000;

  /** Trains in a second: three modules, in two rounds. */
  static final String SOUNDS =
      SmallRecipe.with("training.epochs=1", "training.replicas=2", "training.localSteps=2")
          .toHocon();

  static final String PICTURES =
      SmallRecipe.ofPictures("training.epochs=1", "training.replicas=2", "training.localSteps=2")
          .toHocon();

  private Samples() {}

  /** Writes {@code FOLDER/high/N.wav} and {@code FOLDER/low/N.wav}: tones of 400 samples. */
  static Path sounds(Path folder) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path file = folder.resolve("%s/%02d.wav".formatted(i % 2 == 0 ? "high" : "low", i));
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file)) {
        WavWriter.write(out, RATE, sound(i));
      }
    }
    return folder;
  }

  static short[] sound(int i) {
    Random random = new Random(i);
    short[] sound = new short[400];
    double pitch = i % 2 == 0 ? 1.2 : 0.2;
    for (int t = 0; t < sound.length; t++) {
      sound[t] = (short) (8_000 * Math.sin(pitch * t) + 1_000 * random.nextGaussian());
    }
    return sound;
  }

  /** Writes {@code FOLDER/N.png}, of 14 rows and 16 columns. */
  static Path pictures(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < FILES; i++) {
      ImageIO.write(picture(i), "png", folder.resolve("%02d.png".formatted(i)).toFile());
    }
    return folder;
  }

  static BufferedImage picture(int i) {
    Random random = new Random(i);
    BufferedImage image = new BufferedImage(16, 14, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 14; y++) {
      for (int x = 0; x < 16; x++) {
        int stripe = (i % 2 == 0 ? x : y) % 4 < 2 ? 160 : 20;
        image.setRGB(x, y, (stripe + random.nextInt(60)) << (8 * (i % 3)));
      }
    }
    return image;
  }

  /** The files below a folder: columns {@code path}, {@code content} and others. */
  static Dataset<Row> files(SparkSession spark, Path folder) {
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(folder.toString());
  }
}
