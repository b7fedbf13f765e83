package org.greedyinfomax.data.wav;

import java.nio.ByteBuffer;
import org.greedyinfomax.data.BadFileException;

/** ADPCM of the Interactive Multimedia Association, as WAV files hold it (codec 0x11). */
final class ImaAdpcm extends AdpcmDecoder {

  private static final int[] INDEX_CHANGES = {-1, -1, -1, -1, 2, 4, 6, 8};
  private static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };

  /** Codes of one channel that lie side by side, in four bytes. */
  private static final int GROUP = 8;

  private final int[] predicted;
  private final int[] index;

  ImaAdpcm(WavFormat format, String name) throws BadFileException {
    super(format, 4, 1, name);
    this.predicted = new int[format.channels()];
    this.index = new int[format.channels()];
  }

  @Override
  int decodeBlock(ByteBuffer block, double[] samples) {
    int channels = channels();
    for (int c = 0; c < channels; c++) {
      predicted[c] = block.getShort();
      index[c] = Math.max(0, Math.min(STEPS.length - 1, block.get()));
      block.get(); // reserved
      samples[c] = predicted[c] / 0x1p15;
    }
    int frames = 1;
    while (block.remaining() >= 4 * channels) {
      for (int c = 0; c < channels; c++) {
        int codes = block.getInt();
        for (int i = 0; i < GROUP; i++) {
          samples[(frames + i) * channels + c] = next(c, (codes >>> (4 * i)) & 0x0f) / 0x1p15;
        }
      }
      frames += GROUP;
    }
    return frames;
  }

  private int next(int c, int code) {
    int step = STEPS[index[c]];
    int difference = step >> 3;
    difference += (code & 4) != 0 ? step : 0;
    difference += (code & 2) != 0 ? step >> 1 : 0;
    difference += (code & 1) != 0 ? step >> 2 : 0;
    predicted[c] = clamp16(predicted[c] + ((code & 8) != 0 ? -difference : difference));
    index[c] = Math.max(0, Math.min(STEPS.length - 1, index[c] + INDEX_CHANGES[code & 7]));
    return predicted[c];
  }
}
