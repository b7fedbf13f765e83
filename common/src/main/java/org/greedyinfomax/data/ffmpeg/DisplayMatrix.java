package org.greedyinfomax.data.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.greedyinfomax.data.Picture;

/**
 * How a video's frames are turned or mirrored when they are shown, as cameras that were held
 * upright write it: column {@code p} and row {@code q} come to column {@code a p + c q} and row
 * {@code b p + d q}, counted so that the least of each is 0.
 *
 * @param a −1, 0 or 1, as are the others; of each pair in a line or a column one is 0
 */
record DisplayMatrix(int a, int b, int c, int d) {

  private static final DisplayMatrix NONE = new DisplayMatrix(1, 0, 0, 1);

  /** Reads that of a track. Angles other than right ones count as none. */
  static DisplayMatrix of(AVStream stream) {
    BytePointer bytes =
        avformat.av_stream_get_side_data(
            stream, avcodec.AV_PKT_DATA_DISPLAYMATRIX, (SizeTPointer) null);
    if (bytes == null || bytes.isNull()) {
      return NONE;
    }
    IntPointer numbers = new IntPointer(bytes);
    DisplayMatrix matrix =
        new DisplayMatrix(
            Integer.signum(numbers.get(0)),
            Integer.signum(numbers.get(1)),
            Integer.signum(numbers.get(3)),
            Integer.signum(numbers.get(4)));
    return matrix.isOfRightAngles() ? matrix : NONE;
  }

  private boolean isOfRightAngles() {
    return Math.abs(a) + Math.abs(b) == 1
        && Math.abs(c) == Math.abs(b)
        && Math.abs(d) == Math.abs(a);
  }

  /** Returns a frame as it is shown. */
  Picture shown(Picture frame) {
    if (equals(NONE)) {
      return frame;
    }
    int rows = a == 0 ? frame.columns() : frame.rows();
    int columns = a == 0 ? frame.rows() : frame.columns();
    int firstColumn = a + c < 0 ? columns - 1 : 0;
    int firstRow = b + d < 0 ? rows - 1 : 0;
    int channels = frame.channels();
    byte[] from = frame.pixels();
    byte[] pixels = new byte[from.length];
    int at = 0;
    for (int q = 0; q < frame.rows(); q++) {
      for (int p = 0; p < frame.columns(); p++) {
        int column = firstColumn + a * p + c * q;
        int row = firstRow + b * p + d * q;
        int to = (row * columns + column) * channels;
        for (int channel = 0; channel < channels; channel++) {
          pixels[to + channel] = from[at++];
        }
      }
    }
    return new Picture(rows, columns, channels, pixels).with(frame.remarks());
  }
}
