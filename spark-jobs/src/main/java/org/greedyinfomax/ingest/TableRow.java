package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;
import org.greedyinfomax.data.PictureConverter;
import scala.Tuple2;

/**
 * A row whose content is a row of a table.
 *
 * @param contents by key, ascending, those of rejected rows among them; rows that share them are
 *     read in the same order
 * @param isDecoded whether contents are {@linkplain SparkImage#pack packed} pixels, not files
 */
record TableRow(LabelledFile labelled, Iterator<Tuple2<String, byte[]>> contents, boolean isDecoded)
    implements SourceRow {

  @Override
  public String name() {
    return labelled.file().relativePath();
  }

  @Override
  public String key() {
    return labelled.key();
  }

  @Override
  public Map<String, String> labels() {
    return labelled.labels();
  }

  @Override
  public Content read(ContentConverter converter) throws IOException, BadFileException {
    byte[] content = content();
    return isDecoded
        ? ((PictureConverter) converter).convert(SparkImage.picture(content, name()), name())
        : converter.convert(content, name());
  }

  private byte[] content() throws IOException {
    while (contents.hasNext()) {
      Tuple2<String, byte[]> next = contents.next();
      if (next._1().equals(key())) {
        return next._2();
      }
    }
    throw new IOException("the table has no row %s any more".formatted(key()));
  }
}
