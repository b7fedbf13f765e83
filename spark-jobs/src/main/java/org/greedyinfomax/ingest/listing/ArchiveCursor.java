package org.greedyinfomax.ingest.listing;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.ingest.archive.Archive;
import org.greedyinfomax.ingest.archive.ArchiveFormat;
import org.greedyinfomax.ingest.archive.Member;
import org.greedyinfomax.ingest.archive.SourceFailure;

/**
 * Reads members of an archive that were listed, in the order in which they lie in it, so that it is
 * read once from its begin on. For one thread.
 */
public final class ArchiveCursor implements Closeable {

  private static final String CHANGED = "is not in its archive any more, which has changed";

  private final SourceFile archive;
  private final Configuration hadoop;
  private Optional<Archive> open = Optional.empty();
  private boolean isCompressed;
  private int passed;

  /**
   * Reads members of one archive.
   *
   * @param member any of them
   */
  public ArchiveCursor(SourceFile member, Configuration hadoop) {
    this.archive =
        new SourceFile(member.path(), member.pathOfFile(), member.place().bytesOfArchive());
    this.hadoop = hadoop;
  }

  /** Whether a file is in the archive. */
  public boolean isOf(SourceFile file) {
    return file.isMember() && file.path().equals(archive.path());
  }

  /**
   * Reads a member that lies behind all that were read before.
   *
   * @param memory is told again and again how many bytes are held, and throws what it likes if they
   *     are too many: what the archive says of them need not be true
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  public byte[] read(SourceFile member, LongConsumer memory) throws IOException, BadFileException {
    try {
      return FileInput.tried(archive, () -> readOnce(member, memory));
    } catch (BadFileException unreadable) {
      throw new BadFileException(member.relativePath(), unreadable.reason());
    } catch (BadMember bad) {
      throw new BadFileException(member.relativePath(), bad.getMessage());
    }
  }

  /** What is wrong with a member, on its way past {@link FileInput#tried}. */
  private static final class BadMember extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadMember(String reason) {
      super(reason);
    }
  }

  private byte[] readOnce(SourceFile member, LongConsumer memory) throws IOException {
    try {
      Archive current = goTo(member);
      return content(member, told(current.content(), memory));
    } catch (IOException damaged) {
      SourceFailure.rethrowFrom(reopenLater(damaged));
      throw new BadMember("is damaged: " + ReadFailure.reason(damaged));
    }
  }

  private IOException reopenLater(IOException failure) throws IOException {
    close();
    return failure;
  }

  private Archive goTo(SourceFile member) throws IOException {
    if (open.isEmpty()) {
      passed = 0;
      ArchiveFormat format = format();
      isCompressed = format.isCompressed();
      open = Optional.of(format.open(archive.archive(hadoop)));
    }
    Archive current = open.get();
    Optional<Member> next = Optional.empty();
    while (passed <= member.place().number()) {
      current.leave();
      next = current.next();
      passed++;
      if (next.isEmpty()) {
        throw new BadMember(CHANGED);
      }
    }
    if (!next.map(Member::name).equals(Optional.of(member.pathInside()))) {
      throw new BadMember(CHANGED);
    }
    return current;
  }

  private ArchiveFormat format() throws IOException {
    try {
      return ArchiveWalk.format(archive, archive.type(hadoop), hadoop)
          .orElseThrow(() -> new BadMember(CHANGED));
    } catch (BadFileException unreadable) {
      throw new BadMember(unreadable.reason());
    }
  }

  private static InputStream told(InputStream content, LongConsumer memory) {
    return new FilterInputStream(content) {
      private long held;

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        held += Math.max(0, count);
        memory.accept(held);
        return count;
      }
    };
  }

  private byte[] content(SourceFile member, InputStream content) throws IOException {
    boolean isSizeKnown = member.place().isSizeKnown();
    byte[] bytes =
        content.readNBytes(isSizeKnown ? (int) member.bytes() : MemberSize.most(isCompressed));
    if (content.read() >= 0 || (isSizeKnown && bytes.length < member.bytes())) {
      throw new BadMember(
          isSizeKnown
              ? Text.format(
                  "is damaged: it has not the %d bytes that its archive says", member.bytes())
              : "is too large: it unpacks to more than 1 GiB");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    Optional<Archive> closing = open;
    open = Optional.empty();
    if (closing.isPresent()) {
      closing.get().close();
    }
  }
}
