package org.greedyinfomax.ingest.archive;

import java.nio.charset.Charset;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.greedyinfomax.Text;

/** What a ZIP archive says of its members. */
final class ZipMember {

  /** Of names that are not marked as UTF-8. */
  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

  private ZipMember() {}

  static Member of(ZipArchiveEntry entry, boolean isReadable) {
    String name = name(entry);
    if (entry.isUnixSymlink()) {
      return Member.link(name, "another file");
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return Member.refused(name, "is encrypted: pack it without a password");
    }
    if (!isReadable) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      return Member.refused(
          name,
          Text.format(
              "is compressed in a way that cannot be read (%s): pack it by another one",
              method == null ? entry.getMethod() : method));
    }
    return Member.file(name, entry.getSize());
  }

  /** Names without a mark are often UTF-8 all the same; if not, they are what the format says. */
  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    return entry.getNameSource() != ZipArchiveEntry.NameSource.NAME
            || raw == null
            || MemberName.isUtf8(raw)
        ? entry.getName()
        : new String(raw, CODE_PAGE_437);
  }
}
