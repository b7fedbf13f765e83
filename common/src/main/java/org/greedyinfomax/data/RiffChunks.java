package org.greedyinfomax.data;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.media.MediaType;

/**
 * The chunks of a WAV file: RIFF, its form for large files RF64 or BW64 (EBU Tech 3306), and Sony's
 * Wave64.
 *
 * <p>Read as other programs read them. A data chunk without a length (0, or from 0x7ffff000 on, as
 * programs write that stream to a pipe) and one that is longer than the file extend to the file's
 * end. Data in several chunks is one stream.
 */
final class RiffChunks {

  private static final long FIRST_PLACEHOLDER = 0x7fff_f000L;
  private static final int RIFF_HEADER = 12;
  private static final int WAVE64_HEADER = 40;
  private static final int WAVE64_CHUNK_HEADER = 24;

  private final ByteBuffer bytes;
  private final String name;
  private final boolean isWave64;
  private final List<ByteBuffer> data = new ArrayList<>();
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private Optional<ByteBuffer> format = Optional.empty();
  private long frames = Long.MAX_VALUE;
  private long lengthOfLargeData = -1;

  private RiffChunks(ByteBuffer bytes, String name, boolean isWave64) {
    this.bytes = bytes;
    this.name = name;
    this.isWave64 = isWave64;
  }

  /**
   * Reads all chunks of a file.
   *
   * @param type as its first bytes tell it
   */
  static RiffChunks read(byte[] content, MediaType type, String name) throws BadFileException {
    boolean isWave64 = type == MediaType.W64;
    int header = isWave64 ? WAVE64_HEADER : RIFF_HEADER;
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    RiffChunks chunks =
        new RiffChunks(bytes.position(Math.min(header, content.length)), name, isWave64);
    chunks.readAll();
    return chunks;
  }

  /** Returns the content of the {@code fmt} chunk, little-endian. */
  ByteBuffer format() {
    return format.orElseThrow();
  }

  /** Returns the contents of all {@code data} chunks, in their order. */
  List<ByteBuffer> data() {
    return data;
  }

  /** Returns how many frames there are at most, by the {@code fact} chunk of compressed data. */
  long frames() {
    return frames;
  }

  Set<Remark> remarks() {
    return remarks;
  }

  private void readAll() throws BadFileException {
    while (bytes.remaining() >= (isWave64 ? WAVE64_CHUNK_HEADER : 8)) {
      readChunk();
    }
    if (format.isEmpty()) {
      throw bad("is truncated: the file ends before its fmt chunk");
    }
    if (data.isEmpty()) {
      throw bad("is truncated: the file ends before its data chunk");
    }
  }

  private void readChunk() throws BadFileException {
    String kind = kind();
    long length = length(kind);
    if (length > bytes.remaining()) {
      if (!kind.equals("data")) {
        // After all samples, what else is cut off is of no importance.
        if (data.isEmpty()) {
          throw bad(
              "is truncated: its %s chunk should have %d bytes, but the file ends after %d of them",
              kind.strip(), length, bytes.remaining());
        }
        bytes.position(bytes.limit());
        return;
      }
      remarks.add(length >= FIRST_PLACEHOLDER ? Remark.NO_LENGTH : Remark.CUT_OFF);
      length = bytes.remaining();
    }
    if (kind.equals("data") && length == 0 && !isAChunkNext()) {
      if (bytes.hasRemaining()) {
        remarks.add(Remark.NO_LENGTH);
      }
      length = bytes.remaining();
    }
    ByteBuffer content = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    switch (kind) {
      case "fmt " -> format = format.isPresent() ? format : Optional.of(content);
      case "data" -> data.add(content);
      case "fact" -> frames = length >= 4 ? Integer.toUnsignedLong(content.getInt(0)) : frames;
      case "ds64" -> lengthOfLargeData = length >= 16 ? content.getLong(8) : -1;
      default -> {} // of no importance to samples
    }
    // Chunks start at even offsets, or at multiples of eight; the last one may lack its padding.
    long padding = isWave64 ? (-length & 7) : (length & 1);
    bytes.position((int) Math.min(bytes.position() + length + padding, bytes.limit()));
  }

  private String kind() {
    byte[] tag = new byte[isWave64 ? 16 : 4];
    bytes.get(tag);
    return new String(tag, 0, 4, StandardCharsets.ISO_8859_1);
  }

  private long length(String kind) throws BadFileException {
    if (isWave64) {
      long length = bytes.getLong() - WAVE64_CHUNK_HEADER;
      if (length < 0) {
        throw bad("is damaged: its %s chunk has %d bytes", kind.strip(), length);
      }
      return length;
    }
    long length = Integer.toUnsignedLong(bytes.getInt());
    boolean isLarge = length == 0xffff_ffffL && lengthOfLargeData > 0;
    return kind.equals("data") && isLarge ? lengthOfLargeData : length;
  }

  /** Whether what follows an empty data chunk looks like a chunk that lies in the file. */
  private boolean isAChunkNext() {
    int at = bytes.position();
    if (bytes.remaining() < 8) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (bytes.get(at + i) < ' ' || bytes.get(at + i) > '~') {
        return false;
      }
    }
    long length = isWave64 ? bytes.remaining() : Integer.toUnsignedLong(bytes.getInt(at + 4));
    return length <= bytes.remaining() - 8;
  }

  @FormatMethod
  private BadFileException bad(@FormatString String reason, Object... values) {
    return new BadFileException(name, Text.format(reason, values));
  }
}
