package org.greedyinfomax.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.greedyinfomax.data.media.MediaType;

/**
 * The formats of archives that can be read.
 *
 * @param isZip whether it is ZIP, and not tar
 * @param compression of a tar archive
 */
public record ArchiveFormat(boolean isZip, Compression compression) {

  private static final int TAR_HEADER = 512;
  private static final int BUFFER = 1 << 16;

  private static final List<String> TAR_EXTENSIONS =
      List.of(
          ".tar",
          ".tar.gz",
          ".tgz",
          ".tar.bz2",
          ".tbz2",
          ".tbz",
          ".tar.xz",
          ".txz",
          ".tar.zst",
          ".tzst");
  private static final String ZIP_EXTENSION = ".zip";

  /** Whether a file is named like an archive. */
  public static boolean isName(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(ZIP_EXTENSION) || TAR_EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /**
   * Tells whether a file is an archive. Many formats are ZIP inside, of documents and of arrays for
   * example: what is named as something else is not taken for an archive.
   *
   * @param type what its first bytes tell
   * @param path by which it is called
   * @param hasExtension whether that ends in an extension at all
   * @throws IOException if the file cannot be read
   */
  public static Optional<ArchiveFormat> of(
      Optional<MediaType> type, String path, boolean hasExtension, ArchiveSource source)
      throws IOException {
    boolean isNamed = isName(path);
    if (type.equals(Optional.of(MediaType.ZIP))) {
      return isNamed || !hasExtension
          ? Optional.of(new ArchiveFormat(true, Compression.NONE))
          : Optional.empty();
    }
    Optional<Compression> compression = type.flatMap(Compression::of);
    if (compression.isEmpty()) {
      // The first tars have no letters in their headers that tell them.
      return type.isEmpty() && isNamed && beginsWithMember(Compression.NONE, source)
          ? Optional.of(new ArchiveFormat(false, Compression.NONE))
          : Optional.empty();
    }
    return isNamed || beginsWithMember(compression.get(), source)
        ? Optional.of(new ArchiveFormat(false, compression.get()))
        : Optional.empty();
  }

  private static boolean beginsWithMember(Compression compression, ArchiveSource source)
      throws IOException {
    try (InputStream file = buffered(source);
        InputStream unpacked = compression.unpack(file)) { // which may hold memory beyond the heap
      byte[] header = unpacked.readNBytes(TAR_HEADER);
      return header.length == TAR_HEADER && header[0] != 0 && TarUtils.verifyCheckSum(header);
    } catch (IOException | RuntimeException other) { // of parsers that trust what they read
      SourceFailure.rethrowFrom(other);
      return false; // compressed, but not well
    }
  }

  private static InputStream buffered(ArchiveSource source) throws IOException {
    return new BufferedInputStream(new SourceStream(source.stream()), BUFFER);
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if it is damaged at its begin, or cannot be read
   */
  public Archive open(ArchiveSource source) throws IOException {
    if (isZip) {
      return ZipArchive.open(source);
    }
    InputStream file = buffered(source);
    try {
      return new TarArchive(compression.unpack(file));
    } catch (IOException damaged) {
      file.close();
      throw damaged;
    } catch (RuntimeException unforeseen) { // of a decoder that trusts what it reads
      file.close();
      throw new IOException("its compressed bytes make no sense", unforeseen);
    }
  }

  /** Whether what a member takes in the archive's file may be much less than what it holds. */
  public boolean isCompressed() {
    return isZip || compression != Compression.NONE;
  }
}
