package org.greedyinfomax.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.greedyinfomax.data.media.MediaType;

/** How the bytes of a tar archive are compressed as a whole. */
enum Compression {
  NONE,
  GZIP,
  BZIP2,
  XZ,
  ZSTANDARD;

  /** So much memory a decoder of XZ may take: twice what the program's highest level asks for. */
  private static final int MOST_KIBIBYTES_OF_XZ = 128 << 10;

  /** Returns the one that a file's first bytes tell. */
  static Optional<Compression> of(MediaType type) {
    return switch (type) {
      case TAR -> Optional.of(NONE);
      case GZIP -> Optional.of(GZIP);
      case BZIP2 -> Optional.of(BZIP2);
      case XZ -> Optional.of(XZ);
      case ZSTANDARD -> Optional.of(ZSTANDARD);
      default -> Optional.empty();
    };
  }

  /** Returns the bytes that are compressed in others, all parts of them one after another. */
  @SuppressWarnings("deprecation") // what replaces constructors is not in Spark 3.5's version
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GzipCompressorInputStream(packed, true);
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case XZ -> new XZCompressorInputStream(packed, true, MOST_KIBIBYTES_OF_XZ);
      case ZSTANDARD -> new ZstdCompressorInputStream(packed);
    };
  }
}
