package org.greedyinfomax.activation;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.storage.Pieces;

/**
 * The activations of a round; written last, so that activations without it do not exist.
 *
 * @param version of the format, {@link #VERSION}
 * @param round counted from 1
 * @param module that has put them out
 * @param states SHA-256 of the modules' states that the round began with
 * @param dtype of the numbers
 * @param axes of a sample, or of the largest, where sequences differ in length; in order
 * @param parts one for each replica, in order
 */
public record RoundManifest(
    int version,
    int round,
    String module,
    String states,
    String dtype,
    List<SampleShape.Axis> axes,
    List<Part> parts) {

  static final int VERSION = 4;

  /** Bytes of a file that share a checksum. */
  static final int PIECE = 1 << 20;

  public RoundManifest {
    axes = List.copyOf(axes);
    parts = List.copyOf(parts);
  }

  /**
   * What one replica has put out.
   *
   * @param replica its number
   * @param file relative to the border's directory, as in {@code
   *     round-000012/replica-000-ID.parquet}
   * @param rows samples in it
   * @param bytes of the file
   * @param crc32c CRC-32C of each MiB of the file, the last of which may be shorter
   */
  public record Part(int replica, String file, long rows, long bytes, List<Long> crc32c)
      implements Serializable {

    private static final Pattern NAME =
        Pattern.compile("round-[0-9]{6,9}/replica-[0-9]{3,9}-[\\w-]+\\.parquet");

    public Part {
      Check.argument(
          NAME.matcher(file).matches(),
          "a replica's file must be named like round-000012/replica-000-ID.parquet, but is \"%s\"",
          Printable.line(file));
      crc32c = Pieces.ofLength(bytes, PIECE, crc32c).crc32c();
    }

    Pieces pieces() {
      return Pieces.ofLength(bytes, PIECE, crc32c);
    }
  }

  /**
   * The manifest of what replicas have put out.
   *
   * @param round counted from 1
   * @param states SHA-256 of the modules' states that the round began with
   */
  public static RoundManifest of(int round, BorderShape shape, String states, List<Part> parts) {
    return new RoundManifest(
        VERSION, round, shape.module(), states, shape.dtype(), shape.sample().axes(), parts);
  }

  /** Bytes of all files. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
