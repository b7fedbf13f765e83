package org.greedyinfomax.layer;

import java.util.List;
import org.greedyinfomax.Check;

/**
 * The layout of sequences of unlike lengths in one matrix, a row for each frame: the first frames
 * of all, longest sequence first, then the second frames of those that have one, and so on.
 *
 * <p>So the sequences that still run are one block of rows at every time, and nothing is padding.
 */
public final class PackedSequences {

  private final int[] lengths;
  private final int[] starts; // rows before each time; then all rows

  /**
   * Lays out sequences.
   *
   * @param lengths in frames, at least 1, longest first
   */
  public PackedSequences(int[] lengths) {
    Check.argument(lengths.length > 0, "there must be sequences");
    for (int i = 0; i < lengths.length; i++) {
      Check.argument(
          lengths[i] >= 1 && (i == 0 || lengths[i] <= lengths[i - 1]),
          "sequence %d has %d frames, but must have at least 1 and no more than the one before",
          i,
          lengths[i]);
    }
    this.lengths = lengths.clone();
    starts = new int[lengths[0] + 1];
    int running = lengths.length;
    for (int t = 0; t < lengths[0]; t++) {
      while (lengths[running - 1] <= t) {
        running--;
      }
      starts[t + 1] = Math.addExact(starts[t], running);
    }
  }

  /** Frames of the longest sequence. */
  public int longest() {
    return lengths[0];
  }

  /** Frames of all sequences, which are the rows. */
  public int frames() {
    return starts[lengths[0]];
  }

  /** Returns the first row of those at a time. */
  public int start(int t) {
    return starts[t];
  }

  /** Returns how many sequences have a frame at a time, and rows it has. */
  public int running(int t) {
    return starts[t + 1] - starts[t];
  }

  /**
   * Puts sequences in their rows.
   *
   * @param sequences numbers of each, frame after frame, all of as many channels
   */
  public float[] pack(List<float[]> sequences) {
    int channels = sequences.get(0).length / lengths[0];
    float[] packed = new float[Math.multiplyExact(frames(), channels)];
    for (int i = 0; i < lengths.length; i++) {
      for (int t = 0; t < lengths[i]; t++) {
        int row = starts[t] + i;
        System.arraycopy(sequences.get(i), t * channels, packed, row * channels, channels);
      }
    }
    return packed;
  }

  /** Numbers of a sequence, frame after frame, out of those of all rows. */
  public float[] unpack(float[] packed, int sequence) {
    int channels = packed.length / frames();
    float[] own = new float[lengths[sequence] * channels];
    for (int t = 0; t < lengths[sequence]; t++) {
      int row = starts[t] + sequence;
      System.arraycopy(packed, row * channels, own, t * channels, channels);
    }
    return own;
  }
}
