package org.greedyinfomax.ingest.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** A ZIP archive whose list of members is missing or damaged: what can be read from its begin. */
final class ZipStream implements Archive {

  private static final String NO_LIST = "the list of members at its end is missing or damaged";

  private final ZipArchiveInputStream zip;
  private Optional<InputStream> current = Optional.empty();

  ZipStream(InputStream file) {
    this.zip = new ZipArchiveInputStream(file, StandardCharsets.UTF_8.name(), true, false);
  }

  @Override
  public Optional<Member> next() throws IOException {
    try {
      leave();
      ArchiveEntry entry = zip.getNextEntry();
      for (; entry instanceof ZipArchiveEntry member; entry = zip.getNextEntry()) {
        current = Optional.of(new CheckedContent(zip, member.getCrc()));
        if (!member.isDirectory()) {
          return Optional.of(ZipMember.of(member, zip.canReadEntryData(member)));
        }
      }
    } catch (EOFException cut) {
      throw new IOException(NO_LIST, cut);
    } catch (RuntimeException unforeseen) { // of a parser that trusts what it reads
      throw new IOException("its headers contradict each other", unforeseen);
    }
    throw new IOException(NO_LIST);
  }

  @Override
  public InputStream content() {
    return current.orElseThrow();
  }

  @Override
  public void leave() throws IOException {
    if (current.isPresent()) {
      InputStream rest = current.get();
      current = Optional.empty();
      rest.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
