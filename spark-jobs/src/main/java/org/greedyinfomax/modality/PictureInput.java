package org.greedyinfomax.modality;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Squares of pictures, cut into overlapping patches: at a random place and mirrored by chance to
 * train on, from the middle to encode.
 *
 * @see <a href="https://arxiv.org/abs/1905.11786">Löwe, O'Connor, Veeling (2019)</a>, section 4.1
 */
final class PictureInput implements NetworkInput {

  private static final long serialVersionUID = 1;
  private static final int LEVELS = 256;

  private final InputSettings.Images settings;
  private final float[][] levels; // of each channel, the number that a byte becomes

  PictureInput(InputSettings.Images settings, Normalization normalization) {
    this.settings = settings;
    levels = new float[settings.channels()][LEVELS];
    for (int c = 0; c < levels.length; c++) {
      for (int level = 0; level < LEVELS; level++) {
        levels[c][level] = normalization.apply(c, level / (LEVELS - 1.0));
      }
    }
  }

  @Override
  public void requireTakes(Content content, String name) throws BadFileException {
    Picture picture = (Picture) content;
    int size = settings.cropSize();
    if (Math.min(picture.rows(), picture.columns()) < size) {
      throw new BadFileException(
          name,
          Text.format(
              "is too small: it has %d x %d pixels, but the network looks at %d x %d",
              picture.columns(), picture.rows(), size, size));
    }
    if (picture.channels() < settings.channels()) {
      throw new BadFileException(
          name, "is grey, but the network looks at colour: set ingest.channels = 3 in its recipe");
    }
  }

  @Override
  public List<SampleShape> samples() {
    return settings.samples();
  }

  @Override
  public View crop(Content content, SampleShape sample, RandomStream random, float[] into, int at) {
    Picture picture = seen((Picture) content);
    int row = random.below(picture.rows() - settings.cropSize() + 1);
    int column = random.below(picture.columns() - settings.cropSize() + 1);
    boolean mirrored = settings.flip() && random.below(2) == 1;
    write(picture, row, column, mirrored, into, at);
    return new View(row * picture.columns() + column, mirrored);
  }

  @Override
  public MiniBatch.Samples whole(Content content) {
    Picture picture = seen((Picture) content);
    SampleShape sample = settings.sample();
    float[] numbers = new float[sample.size()];
    int row = (picture.rows() - settings.cropSize()) / 2;
    int column = (picture.columns() - settings.cropSize()) / 2;
    write(picture, row, column, false, numbers, 0);
    return new MiniBatch.Samples(numbers, sample);
  }

  private Picture seen(Picture picture) {
    return settings.channels() == Picture.GREY ? picture.grey() : picture;
  }

  /** Writes {@code [grid row, grid column, row, column, channel]}. */
  private void write(Picture picture, int row, int column, boolean mirrored, float[] into, int at) {
    int size = settings.patchSize();
    int next = at;
    for (int i = 0; i < settings.grid(); i++) {
      for (int j = 0; j < settings.grid(); j++) {
        for (int y = 0; y < size; y++) {
          int line = (row + i * settings.patchStride() + y) * picture.columns() + column;
          for (int x = 0; x < size; x++) {
            int place = j * settings.patchStride() + x;
            int pixel = line + (mirrored ? settings.cropSize() - 1 - place : place);
            for (int c = 0; c < levels.length; c++) {
              int level = Byte.toUnsignedInt(picture.pixels()[pixel * levels.length + c]);
              into[next++] = levels[c][level];
            }
          }
        }
      }
    }
  }
}
