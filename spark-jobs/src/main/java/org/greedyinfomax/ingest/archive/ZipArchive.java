package org.greedyinfomax.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A ZIP archive, read by the list of members at its end, in the order in which they lie in it. */
final class ZipArchive implements Archive {

  private final ZipFile zip;
  private final Iterator<ZipArchiveEntry> members;
  private final boolean isComplete;
  private Optional<ZipArchiveEntry> current = Optional.empty();
  private Optional<InputStream> opened = Optional.empty();

  @SuppressWarnings("JdkObsolete") // the library's own type
  private ZipArchive(ZipFile zip, OptionalLong count) {
    this.zip = zip;
    List<ZipArchiveEntry> all = Collections.list(zip.getEntriesInPhysicalOrder());
    this.members = all.iterator();
    this.isComplete = count.equals(OptionalLong.of(all.size()));
  }

  /** Opens an archive; if the list of its members is missing, as far as it goes without. */
  @SuppressWarnings("deprecation") // what replaces the constructor is not in Spark 3.5's version
  static Archive open(ArchiveSource source) throws IOException {
    SeekableByteChannel file = new SourceChannel(source.channel());
    try {
      OptionalLong count = ZipEnd.members(file);
      return new ZipArchive(
          new ZipFile(file, "archive", StandardCharsets.UTF_8.name(), true, true), count);
    } catch (IOException | RuntimeException noList) {
      file.close();
      SourceFailure.rethrowFrom(noList);
      return new ZipStream(new BufferedInputStream(new SourceStream(source.stream())));
    }
  }

  @Override
  public Optional<Member> next() throws IOException {
    while (members.hasNext()) {
      ZipArchiveEntry entry = members.next();
      current = Optional.of(entry);
      if (!entry.isDirectory()) {
        return Optional.of(ZipMember.of(entry, zip.canReadEntryData(entry)));
      }
    }
    if (!isComplete) {
      throw new IOException("the list of members at its end is damaged");
    }
    return Optional.empty();
  }

  @Override
  public InputStream content() throws IOException {
    ZipArchiveEntry entry = current.orElseThrow();
    try {
      InputStream content = new BufferedInputStream(zip.getInputStream(entry));
      opened = Optional.of(content);
      return new CheckedContent(content, entry.getCrc());
    } catch (RuntimeException unforeseen) { // of a parser that trusts what it reads
      throw new IOException("its header makes no sense", unforeseen);
    }
  }

  /** The list of members says where the others lie; but an inflater has memory beyond the heap. */
  @Override
  public void leave() throws IOException {
    Optional<InputStream> closing = opened;
    opened = Optional.empty();
    if (closing.isPresent()) {
      closing.get().close();
    }
  }

  @Override
  public void close() throws IOException {
    try (zip) {
      leave();
    }
  }
}
