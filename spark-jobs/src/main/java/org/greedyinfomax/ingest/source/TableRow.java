package org.greedyinfomax.ingest.source;

import java.io.IOException;
import java.util.Iterator;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.shard.ReadContent;
import org.greedyinfomax.ingest.shard.RowPieces;
import org.greedyinfomax.ingest.table.Cells;
import scala.Tuple2;

/**
 * A row whose content is a row of a table.
 *
 * @param contents by key, ascending, those of rejected rows among them; rows that share them are
 *     read in the same order
 * @param cells how contents were {@linkplain Cells#pack packed}
 */
record TableRow(LabelledFile labelled, Iterator<Tuple2<String, byte[]>> contents, Cells cells)
    implements LabelledRow {

  private static final String TITLE = "row of a table";

  @Override
  public ReadContent read(ContentConverter converter, RowPieces pieces)
      throws IOException, BadFileException {
    byte[] packed = content();
    if (converter instanceof AudioConverter audio) {
      return ReadContent.of(
          TITLE, audio.convert(() -> cells.audio(packed, name()), name(), pieces));
    }
    Picture picture = (Picture) cells.content(packed, name(), converter);
    pieces.accept(picture);
    return ReadContent.of(TITLE, picture);
  }

  private byte[] content() throws IOException {
    while (contents.hasNext()) {
      Tuple2<String, byte[]> next = contents.next();
      if (next._1().equals(key())) {
        return next._2();
      }
    }
    throw new IOException(Text.format("the table has no row %s any more", key()));
  }
}
