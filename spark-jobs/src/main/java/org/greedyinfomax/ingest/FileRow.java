package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.data.AudioConverter;
import org.greedyinfomax.data.AudioDecoder;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ContentConverter;
import org.greedyinfomax.data.Recording;
import org.greedyinfomax.data.media.MediaType;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutException;
import org.greedyinfomax.ingest.survey.Amount;
import org.greedyinfomax.ingest.survey.InputFormat;

/** A row whose content is a file. */
record FileRow(LabelledFile labelled, ContentCheck check, Configuration hadoop)
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
  public long bytes() {
    return labelled.file().bytes();
  }

  @Override
  public Map<String, String> labels() {
    return labelled.labels();
  }

  @Override
  public ReadContent read(ContentConverter converter)
      throws IOException, BadFileException, LeftOutException {
    byte[] bytes = labelled.file().read(hadoop);
    Optional<MediaType> type = MediaType.of(bytes);
    check.require(labelled.file(), type);
    String title = type.map(MediaType::title).orElse("unknown"); // which no decoder takes
    if (converter instanceof AudioConverter audio) {
      Recording recording = AudioDecoder.decode(bytes, audio.channel(), name());
      return new ReadContent(
          audio.convert(recording, name()),
          new InputFormat(title, recording.sampleRate(), recording.channels()),
          Amount.one(recording.mono().length));
    }
    return ReadContent.of(title, converter.convert(bytes, name()));
  }
}
