package org.greedyinfomax.data.wav;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.media.MediaType;

/**
 * The chunks of a WAV file: RIFF, its form for large files RF64 or BW64 (EBU Tech 3306), and Sony's
 * Wave64.
 *
 * <p>Read as other programs read them. A data chunk without a length (0, or from 0x7ffff000 on, as
 * programs write that stream to a pipe) and one that is longer than the file extend to the file's
 * end. Data in several chunks is one stream. Only the headers of data chunks are read.
 */
final class RiffChunks {

  private static final long FIRST_PLACEHOLDER = 0x7fff_f000L;
  private static final int RIFF_HEADER = 12;
  private static final int RIFF_CHUNK_HEADER = 8;
  private static final int WAVE64_HEADER = 40;
  private static final int WAVE64_CHUNK_HEADER = 24;

  /** More than the format with the most coefficients takes. */
  private static final int MOST_CONTENT = 1 << 19;

  /** Programs write a dozen; more come of files that were joined. */
  private static final int MOST_CHUNKS = 1 << 16;

  /** Where the content of a data chunk lies in the file. */
  record Range(long begin, long bytes) {}

  private final MediaInput in;
  private final String name;
  private final boolean isWave64;
  private final int headerBytes;
  private final List<Range> data = new ArrayList<>();
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);
  private Optional<ByteBuffer> format = Optional.empty();
  private long frames = Long.MAX_VALUE;
  private long lengthOfLargeData = -1;
  private long position;

  private RiffChunks(MediaInput in, String name, boolean isWave64) {
    this.in = in;
    this.name = name;
    this.isWave64 = isWave64;
    this.headerBytes = isWave64 ? WAVE64_CHUNK_HEADER : RIFF_CHUNK_HEADER;
    this.position = Math.min(isWave64 ? WAVE64_HEADER : RIFF_HEADER, in.length());
  }

  /**
   * Reads what all chunks are.
   *
   * @param type as its first bytes tell it
   */
  static RiffChunks read(MediaInput in, MediaType type, String name)
      throws IOException, BadFileException {
    RiffChunks chunks = new RiffChunks(in, name, type == MediaType.W64);
    chunks.readAll();
    return chunks;
  }

  /** Returns the content of the {@code fmt} chunk, little-endian. */
  ByteBuffer format() {
    return format.orElseThrow();
  }

  /** Returns where all {@code data} chunks are, in their order. */
  List<Range> data() {
    return data;
  }

  /** Returns how many frames there are at most, by the {@code fact} chunk of compressed data. */
  long frames() {
    return frames;
  }

  Set<Remark> remarks() {
    return remarks;
  }

  private void readAll() throws IOException, BadFileException {
    for (int chunks = 0; remaining() >= headerBytes; chunks++) {
      if (chunks == MOST_CHUNKS) {
        throw bad("is damaged: it has more than %d chunks", MOST_CHUNKS);
      }
      readChunk();
    }
    if (format.isEmpty()) {
      throw bad("is truncated: the file ends before its fmt chunk");
    }
    if (data.isEmpty()) {
      throw bad("is truncated: the file ends before its data chunk");
    }
  }

  private long remaining() {
    return in.length() - position;
  }

  private void readChunk() throws IOException, BadFileException {
    ByteBuffer header = bytes(headerBytes);
    if (header.remaining() < headerBytes) { // the file has shrunk
      position = in.length();
      return;
    }
    String kind = kind(header);
    long length = length(kind, header);
    position += headerBytes;
    if (length > remaining()) {
      if (!kind.equals("data")) {
        // After all samples, what else is cut off is of no importance.
        if (data.isEmpty()) {
          throw bad(
              "is truncated: its %s chunk should have %d bytes, but the file ends after %d of them",
              kind.strip(), length, remaining());
        }
        position = in.length();
        return;
      }
      remarks.add(length >= FIRST_PLACEHOLDER ? Remark.NO_LENGTH : Remark.CUT_OFF);
      length = remaining();
    }
    if (kind.equals("data") && length == 0 && !isAChunkNext()) {
      if (remaining() > 0) {
        remarks.add(Remark.NO_LENGTH);
      }
      length = remaining();
    }
    take(kind, length);
    // Chunks start at even offsets, or at multiples of eight; the last one may lack its padding.
    long padding = isWave64 ? (-length & 7) : (length & 1);
    position = Math.min(position + length + padding, in.length());
  }

  private void take(String kind, long length) throws IOException, BadFileException {
    switch (kind) {
      case "fmt " -> format = format.isPresent() ? format : Optional.of(bytes(length));
      case "data" -> data.add(new Range(position, length));
      case "fact" ->
          frames = length >= 4 ? Integer.toUnsignedLong(whole(4, kind).getInt(0)) : frames;
      case "ds64" -> lengthOfLargeData = length >= 16 ? whole(16, kind).getLong(8) : -1;
      default -> {} // of no importance to samples
    }
  }

  /** Reads bytes from here on, little-endian; no more than a format has. */
  private ByteBuffer bytes(long count) throws IOException, BadFileException {
    byte[] bytes = in.readAt(position, (int) Math.min(count, MOST_CONTENT));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer whole(int count, String kind) throws IOException, BadFileException {
    ByteBuffer bytes = bytes(count);
    if (bytes.remaining() < count) {
      throw bad("is truncated: it became shorter while its %s chunk was read", kind);
    }
    return bytes;
  }

  private String kind(ByteBuffer header) {
    byte[] tag = new byte[isWave64 ? 16 : 4];
    header.get(tag);
    return new String(tag, 0, 4, StandardCharsets.ISO_8859_1);
  }

  private long length(String kind, ByteBuffer header) throws BadFileException {
    if (isWave64) {
      long length = header.getLong() - WAVE64_CHUNK_HEADER;
      if (length < 0) {
        throw bad("is damaged: its %s chunk has %d bytes", kind.strip(), length);
      }
      return length;
    }
    long length = Integer.toUnsignedLong(header.getInt());
    boolean isLarge = length == 0xffff_ffffL && lengthOfLargeData > 0;
    return kind.equals("data") && isLarge ? lengthOfLargeData : length;
  }

  /** Whether what follows an empty data chunk looks like a chunk that lies in the file. */
  private boolean isAChunkNext() throws IOException, BadFileException {
    ByteBuffer next = bytes(RIFF_CHUNK_HEADER);
    if (next.remaining() < RIFF_CHUNK_HEADER) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (next.get(i) < ' ' || next.get(i) > '~') {
        return false;
      }
    }
    long length = isWave64 ? remaining() : Integer.toUnsignedLong(next.getInt(4));
    return length <= remaining() - RIFF_CHUNK_HEADER;
  }

  @FormatMethod
  private BadFileException bad(@FormatString String reason, Object... values) {
    return new BadFileException(name, Text.format(reason, values));
  }
}
