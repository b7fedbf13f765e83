package org.greedyinfomax.ingest.source;

import java.io.IOException;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.listing.ArchiveCursor;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutException;
import org.greedyinfomax.ingest.shard.ReadContent;
import org.greedyinfomax.ingest.shard.RowPieces;

/**
 * A row whose content is a member of an archive.
 *
 * @param archive shared by rows that are read in the order of their places in it
 */
record MemberRow(LabelledFile labelled, ContentCheck check, ArchiveCursor archive)
    implements LabelledRow {

  @Override
  public ReadContent read(ContentConverter converter, RowPieces pieces)
      throws IOException, BadFileException, LeftOutException {
    MediaInput in = new BytesInput(archive.read(labelled.file(), pieces::holdsOfMember));
    return FileRow.read(in, labelled.file(), check, converter, pieces);
  }
}
