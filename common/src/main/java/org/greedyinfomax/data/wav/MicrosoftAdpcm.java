package org.greedyinfomax.data.wav;

import java.nio.ByteBuffer;
import org.greedyinfomax.data.BadFileException;

/** Microsoft's ADPCM (codec 2): a prediction from two samples, with coefficients of the file. */
final class MicrosoftAdpcm extends AdpcmDecoder {

  private static final int[] ADAPTATION = {
    230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230
  };
  private static final int[][] STANDARD_COEFFICIENTS = {
    {256, 0}, {512, -256}, {0, 0}, {192, 64}, {240, 0}, {460, -208}, {392, -232}
  };
  private static final int LEAST_STEP = 16;

  private final int[][] coefficients;
  private final int[][] chosen;
  private final int[] step;
  private final int[] newest;
  private final int[] before;

  MicrosoftAdpcm(WavFormat format, String name) throws BadFileException {
    super(format, 7, 2, name);
    this.coefficients = coefficients(format.extension());
    this.chosen = new int[format.channels()][];
    this.step = new int[format.channels()];
    this.newest = new int[format.channels()];
    this.before = new int[format.channels()];
  }

  /** Reads them behind the sizes of the extension and of a block. */
  private static int[][] coefficients(ByteBuffer extension) {
    if (extension.remaining() < 6) {
      return STANDARD_COEFFICIENTS;
    }
    int count = Short.toUnsignedInt(extension.getShort(extension.position() + 4));
    if (count == 0 || extension.remaining() < 6 + 4 * count) {
      return STANDARD_COEFFICIENTS;
    }
    int[][] pairs = new int[count][2];
    for (int i = 0; i < count; i++) {
      int at = extension.position() + 6 + 4 * i;
      pairs[i][0] = extension.getShort(at);
      pairs[i][1] = extension.getShort(at + 2);
    }
    return pairs;
  }

  @Override
  int decodeBlock(ByteBuffer block, double[] samples) {
    int channels = channels();
    for (int c = 0; c < channels; c++) {
      chosen[c] = coefficients[Math.min(Byte.toUnsignedInt(block.get()), coefficients.length - 1)];
    }
    for (int c = 0; c < channels; c++) {
      step[c] = block.getShort();
    }
    for (int c = 0; c < channels; c++) {
      newest[c] = block.getShort();
    }
    for (int c = 0; c < channels; c++) {
      before[c] = block.getShort();
      samples[c] = before[c] / 0x1p15;
      samples[channels + c] = newest[c] / 0x1p15;
    }
    int codes = block.remaining() * 2 / channels * channels;
    for (int i = 0; i < codes; i++) {
      int pair = block.get(block.position() + i / 2);
      int code = i % 2 == 0 ? (pair >> 4) & 0x0f : pair & 0x0f;
      samples[2 * channels + i] = next(i % channels, code) / 0x1p15;
    }
    return 2 + codes / channels;
  }

  private int next(int c, int code) {
    int signed = (code << 28) >> 28;
    int predicted = (newest[c] * chosen[c][0] + before[c] * chosen[c][1]) >> 8;
    before[c] = newest[c];
    newest[c] = clamp16(predicted + signed * step[c]);
    step[c] = Math.max(LEAST_STEP, (ADAPTATION[code] * step[c]) >> 8);
    return newest[c];
  }
}
