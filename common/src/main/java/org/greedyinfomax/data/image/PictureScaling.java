package org.greedyinfomax.data.image;

import org.greedyinfomax.data.Picture;

/**
 * Scales pictures: first along rows, then along columns, each new pixel being a weighted mean of
 * the old ones around its place.
 *
 * <p>Weights are those of cubic convolution with {@code a = −1/2}, {@code w(x) = (a+2)|x|³ −
 * (a+3)|x|² + 1} for {@code |x| < 1} and {@code a|x|³ − 5a|x|² + 8a|x| − 4a} for {@code |x| < 2};
 * if the picture becomes smaller, {@code x} counts new pixels, so that every old one has its part.
 * They are rounded to multiples of 2⁻²², and means to whole numbers after each of the two passes,
 * as in Pillow's {@code resize} with {@code BICUBIC}.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys: Cubic Convolution Interpolation
 *     for Digital Image Processing (1981)</a>
 */
public final class PictureScaling {

  private static final double A = -0.5;
  private static final double REACH = 2;
  private static final int FRACTION_BITS = 22;

  private PictureScaling() {}

  /** Cuts the largest square from the centre and gives it as many rows and columns. */
  public static Picture square(Picture picture, int size) {
    Picture square = centre(picture);
    if (square.rows() == size) {
      return square;
    }
    Weights weights = new Weights(square.rows(), size);
    byte[] narrow =
        scale(square.pixels(), square.rows(), square.rows(), square.channels(), weights);
    byte[] pixels = scale(narrow, 1, square.rows(), size * square.channels(), weights);
    return new Picture(size, size, square.channels(), pixels);
  }

  private static Picture centre(Picture picture) {
    int size = Math.min(picture.rows(), picture.columns());
    if (picture.rows() == picture.columns()) {
      return picture;
    }
    int top = (picture.rows() - size) / 2;
    int left = (picture.columns() - size) / 2;
    int lineBytes = size * picture.channels();
    byte[] pixels = new byte[size * lineBytes];
    for (int row = 0; row < size; row++) {
      int from = ((top + row) * picture.columns() + left) * picture.channels();
      System.arraycopy(picture.pixels(), from, pixels, row * lineBytes, lineBytes);
    }
    return new Picture(size, size, picture.channels(), pixels);
  }

  /**
   * Scales the middle axis.
   *
   * @param pixels {@code [outer, old, inner]}
   * @return {@code [outer, new, inner]}
   */
  private static byte[] scale(byte[] pixels, int outer, int old, int inner, Weights weights) {
    byte[] scaled = new byte[outer * weights.size() * inner];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < weights.size(); i++) {
        for (int k = 0; k < inner; k++) {
          int at = (o * old + weights.first[i]) * inner + k;
          int sum = 1 << (FRACTION_BITS - 1);
          for (int weight : weights.of[i]) {
            sum += weight * Byte.toUnsignedInt(pixels[at]);
            at += inner;
          }
          int mean = sum >> FRACTION_BITS;
          scaled[(o * weights.size() + i) * inner + k] = (byte) Math.max(0, Math.min(255, mean));
        }
      }
    }
    return scaled;
  }

  /** For each new pixel of a line, the first old one that counts and the weights from there on. */
  private static final class Weights {

    private final int[] first;
    private final int[][] of;

    Weights(int oldSize, int newSize) {
      first = new int[newSize];
      of = new int[newSize][];
      double scale = (double) oldSize / newSize;
      double stretch = Math.max(1, scale);
      double reach = REACH * stretch;
      for (int i = 0; i < newSize; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - reach + 0.5));
        int end = Math.min(oldSize, (int) (centre + reach + 0.5));
        double[] weights = new double[end - first[i]];
        double total = 0;
        for (int j = 0; j < weights.length; j++) {
          weights[j] = weight((first[i] + j - centre + 0.5) / stretch);
          total += weights[j];
        }
        of[i] = new int[weights.length];
        for (int j = 0; j < weights.length; j++) {
          of[i][j] = (int) Math.round(weights[j] / total * (1 << FRACTION_BITS));
        }
      }
    }

    private static double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < REACH ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    int size() {
      return first.length;
    }
  }
}
