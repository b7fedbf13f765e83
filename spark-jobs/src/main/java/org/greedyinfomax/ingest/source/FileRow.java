package org.greedyinfomax.ingest.source;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.data.conversion.PictureConverter;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutException;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.ingest.shard.ReadContent;
import org.greedyinfomax.ingest.shard.RowPieces;

/** A row whose content is a file. */
record FileRow(LabelledFile labelled, ContentCheck check, Configuration hadoop)
    implements LabelledRow {

  @Override
  public ReadContent read(ContentConverter converter, RowPieces pieces)
      throws IOException, BadFileException, LeftOutException {
    try (MediaInput in = labelled.file().open(hadoop)) {
      return read(in, labelled.file(), check, converter, pieces);
    }
  }

  /**
   * Converts what a file holds.
   *
   * @param in its bytes
   * @param pieces takes what becomes of it
   */
  static ReadContent read(
      MediaInput in,
      SourceFile file,
      ContentCheck check,
      ContentConverter converter,
      RowPieces pieces)
      throws IOException, BadFileException, LeftOutException {
    String name = file.relativePath();
    Optional<MediaType> type = in.type();
    check.require(file, type);
    String title = type.map(MediaType::title).orElse("unknown"); // which no decoder takes
    if (converter instanceof AudioConverter audio) {
      return ReadContent.of(title, audio.convert(() -> AudioDecoder.open(in, name), name, pieces));
    }
    PictureConverter pictures = (PictureConverter) converter;
    if (type.isPresent() && check.isVideo(type.get())) {
      return ReadContent.of(title, pictures.convert(in, type.get(), name, pieces));
    }
    Picture picture = pictures.convert(in, name);
    pieces.accept(picture);
    return ReadContent.of(title, picture);
  }
}
