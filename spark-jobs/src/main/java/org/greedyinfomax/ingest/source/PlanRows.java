package org.greedyinfomax.ingest.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.listing.ArchiveCursor;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.shard.ShardPlan;
import org.greedyinfomax.ingest.shard.SourceRow;

/** The rows of a shard of files, of which an archive is kept open while its members come. */
final class PlanRows implements Iterator<SourceRow>, Closeable {

  private final Iterator<LabelledFile> files;
  private final ContentCheck check;
  private final Configuration hadoop;
  private Optional<ArchiveCursor> archive = Optional.empty();

  PlanRows(ShardPlan plan, ContentCheck check, Configuration hadoop) {
    this.files = plan.files().iterator();
    this.check = check;
    this.hadoop = hadoop;
  }

  @Override
  public boolean hasNext() {
    return files.hasNext();
  }

  @Override
  public SourceRow next() {
    LabelledFile file = files.next();
    try {
      return file.file().isMember()
          ? new MemberRow(file, check, archiveOf(file))
          : new FileRow(file, check, hadoop);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ArchiveCursor archiveOf(LabelledFile member) throws IOException {
    if (archive.filter(open -> open.isOf(member.file())).isEmpty()) {
      close();
      archive = Optional.of(new ArchiveCursor(member.file(), hadoop));
    }
    return archive.get();
  }

  @Override
  public void close() throws IOException {
    Optional<ArchiveCursor> closing = archive;
    archive = Optional.empty();
    if (closing.isPresent()) {
      closing.get().close();
    }
  }
}
