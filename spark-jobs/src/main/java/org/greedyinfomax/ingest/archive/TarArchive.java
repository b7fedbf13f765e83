package org.greedyinfomax.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar archive: of Unix V7, ustar, GNU or pax. */
final class TarArchive implements Archive {

  /** So many bytes the headers of one member may have: long names and pax records among them. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  private final LimitedStream unpacked;
  private final MarkedTar tar;
  private boolean isInMember;

  /**
   * Opens an archive.
   *
   * @param unpacked closed with this
   */
  TarArchive(InputStream unpacked) {
    this.unpacked = new LimitedStream(unpacked);
    this.tar = new MarkedTar(this.unpacked);
  }

  /**
   * Notices the block of zeros that every archive ends with, and whether a member has pax records.
   * Names in other headers are had as bytes, for what is not UTF-8 would be replaced unseen.
   */
  private static final class MarkedTar extends TarArchiveInputStream {

    private static final int BLOCK = 512;
    private static final int TYPE_AT = 156;

    private boolean hasEnd;
    private boolean hasPax;

    MarkedTar(InputStream in) {
      super(in, BLOCK, BLOCK, StandardCharsets.ISO_8859_1.name()); // so that none is passed over
    }

    @Override
    protected byte[] readRecord() throws IOException {
      byte[] header = super.readRecord();
      hasPax |= header != null && header[TYPE_AT] == 'x';
      return header;
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean isEnd = super.isEOFRecord(block);
      hasEnd |= isEnd && block != null; // none at all is the end of the file
      return isEnd;
    }
  }

  @Override
  public Optional<Member> next() throws IOException {
    try {
      while (true) {
        leave();
        unpacked.allow(MOST_HEADER_BYTES);
        tar.hasPax = false;
        ArchiveEntry entry = tar.getNextEntry();
        unpacked.allow(Long.MAX_VALUE);
        if (!(entry instanceof TarArchiveEntry member)) {
          requireEnd();
          return Optional.empty();
        }
        isInMember = true;
        if (!member.isDirectory()) {
          return Optional.of(member(member));
        }
      }
    } catch (RuntimeException unforeseen) { // of a parser that trusts what it reads
      throw new IOException("its headers contradict each other", unforeseen);
    }
  }

  private Member member(TarArchiveEntry member) {
    String name = MemberName.decoded(member.getName(), tar.hasPax);
    if (member.isLink() || member.isSymbolicLink()) {
      return Member.link(name, member.getLinkName());
    }
    if (member.isBlockDevice() || member.isCharacterDevice() || member.isFIFO()) {
      return Member.device(name);
    }
    return tar.canReadEntryData(member)
        ? Member.file(name, member.getRealSize())
        : Member.refused(name, "is stored in a way that only the program can read that wrote it");
  }

  private void requireEnd() throws IOException {
    if (!tar.hasEnd) {
      throw new IOException("it ends without the mark of its end");
    }
    byte[] block = new byte[1 << 13];
    int length;
    while ((length = unpacked.read(block)) >= 0) {
      for (int i = 0; i < length; i++) {
        if (block[i] != 0) {
          throw new IOException("it goes on behind the mark of its end, perhaps with another one");
        }
      }
    }
  }

  @Override
  public InputStream content() {
    return new CheckedContent(tar, CheckedContent.UNKNOWN);
  }

  @Override
  public void leave() throws IOException {
    if (isInMember) {
      try {
        tar.skip(Long.MAX_VALUE);
      } catch (RuntimeException unforeseen) { // of a parser that trusts what it reads
        throw new IOException("its headers contradict each other", unforeseen);
      }
      isInMember = false;
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
