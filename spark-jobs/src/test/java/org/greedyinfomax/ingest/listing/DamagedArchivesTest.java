package org.greedyinfomax.ingest.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in which some bytes are others than they were. */
final class DamagedArchivesTest {

  private static final int MEMBERS = 4;

  private final Configuration hadoop = new Configuration();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"a.tar", "a.tgz", "a.tar.bz2", "a.tar.xz", "a.tar.zst", "a.zip"})
  void neverLoseAMemberInSilenceAndNeverThrow(String name) throws Exception {
    byte[] whole = archive(name);
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      int begin = random.nextInt(damaged.length);
      for (int k = begin; k < Math.min(damaged.length, begin + 1 + random.nextInt(3)); k++) {
        damaged[k] = (byte) random.nextInt();
      }
      Path file = Files.write(directory.resolve(name), damaged);

      Listing listing = list(SourceFile.local(file, name, damaged.length));

      int told = listing.files().size() + listing.leftOut().size();
      assertThat(listing.rejected().isEmpty() ? told : MEMBERS)
          .as("damage %d at %d loses a member in silence: %s", i, begin, listing)
          .isGreaterThanOrEqualTo(MEMBERS);
      readAll(listing.files());
    }
  }

  @Test
  void aZipWithoutItsListOfMembersIsReadFromItsBegin() throws Exception {
    byte[] whole = archive("stored.zip");
    int list = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    Path file = Files.write(directory.resolve("a.zip"), Arrays.copyOf(whole, list));

    Listing listing = list(SourceFile.local(file, "a.zip", list));

    assertThat(listing.files()).hasSize(MEMBERS);
    assertThat(listing.rejected())
        .containsExactly(
            new RejectedFile(
                "a.zip",
                "is damaged: the list of members at its end is missing or damaged; the 4 members"
                    + " before that were taken"));
    assertThat(readAll(listing.files())).isEmpty();
  }

  @Test
  void aMemberThatIsNoLongerThereIsRejectedWithItsName() throws Exception {
    Path file = Files.write(directory.resolve("a.tar"), archive("a.tar"));
    List<SourceFile> members = list(SourceFile.local(file, "a.tar", Files.size(file))).files();

    Files.writeString(file, "no archive");
    assertThat(readAll(members))
        .hasSize(MEMBERS)
        .first()
        .isEqualTo("a.tar!0.wav is not in its archive any more, which has changed");
    Files.delete(file);
    assertThat(readAll(members))
        .hasSize(MEMBERS)
        .last()
        .isEqualTo("a.tar!3.wav cannot be read: it is no longer there");
  }

  /** Sums of such sizes would overflow: this one alone divided the work by zero. */
  @Test
  void aMemberOfAnImpossibleSizeIsRejectedWhenItIsListed() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      zip.setUseZip64(Zip64Mode.Always);
      zip.putArchiveEntry(new ZipArchiveEntry("0.wav"));
      zip.write(content(0));
      zip.closeArchiveEntry();
    }
    byte[] bytes = out.toByteArray();
    int extra = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 46 + 5;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(extra + 4, Long.MAX_VALUE);
    Path file = Files.write(directory.resolve("a.zip"), bytes);

    Listing listing = list(SourceFile.local(file, "a.zip", bytes.length));

    assertThat(listing.rejected())
        .containsExactly(
            new RejectedFile(
                "a.zip!0.wav",
                "is too large: it has 9223372036854775807 bytes, but a member of a compressed"
                    + " archive may have at most 1 GiB; split it"));
    assertThat(listing.files()).isEmpty();
  }

  /** Only what there is takes memory, and not what an archive says. */
  @Test
  void whoeverReadsAMemberIsToldHowMuchOfItIsInMemory() throws Exception {
    Path file = Files.write(directory.resolve("a.tgz"), archive("a.tgz"));
    SourceFile first = list(SourceFile.local(file, "a.tgz", Files.size(file))).files().get(0);

    try (ArchiveCursor cursor = new ArchiveCursor(first, hadoop)) {
      assertThatThrownBy(
              () ->
                  cursor.read(
                      first,
                      held -> {
                        throw new IllegalArgumentException(held + " bytes");
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(content(0).length + " bytes");
    }
  }

  private Listing list(SourceFile archive) throws IOException {
    return new ArchiveWalk(
            archive, ContentCheck.withoutVideos(ContentKind.AUDIO), ArchiveUse.FOLDERS, hadoop)
        .list();
  }

  private List<String> readAll(List<SourceFile> members) throws IOException {
    List<String> problems = new ArrayList<>();
    if (members.isEmpty()) {
      return problems;
    }
    try (ArchiveCursor cursor = new ArchiveCursor(members.get(0), hadoop)) {
      for (SourceFile member : members) {
        try {
          cursor.read(member, held -> {});
        } catch (BadFileException bad) {
          problems.add(bad.getMessage());
        }
      }
    }
    return problems;
  }

  static byte[] archive(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (name.endsWith("zip")) {
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (int i = 0; i < MEMBERS; i++) {
          ZipEntry entry = new ZipEntry(i + ".wav");
          if (name.startsWith("stored")) { // with its checksum before it
            CRC32 sum = new CRC32();
            sum.update(content(i));
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content(i).length);
            entry.setCrc(sum.getValue());
          }
          zip.putNextEntry(entry);
          zip.write(content(i));
        }
      }
      return bytes.toByteArray();
    }
    try (OutputStream out = compressed(name, bytes);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      for (int i = 0; i < MEMBERS; i++) {
        TarArchiveEntry entry = new TarArchiveEntry(i + ".wav");
        entry.setSize(content(i).length);
        tar.putArchiveEntry(entry);
        tar.write(content(i));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static OutputStream compressed(String name, OutputStream out) throws IOException {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".tgz" -> new GZIPOutputStream(out);
      case ".bz2" -> new BZip2CompressorOutputStream(out);
      case ".xz" -> new XZCompressorOutputStream(out);
      case ".zst" -> new ZstdCompressorOutputStream(out);
      default -> out;
    };
  }

  private static byte[] content(int number) {
    return "RIFF....WAVE of %d".formatted(number).repeat(20).getBytes(StandardCharsets.UTF_8);
  }
}
