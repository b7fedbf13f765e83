package org.greedyinfomax.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;

/** A row whose content is a file. */
record FileRow(LabelledFile labelled, Configuration hadoop) implements SourceRow {

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
    return converter.convert(bytes(), name());
  }

  private byte[] bytes() throws IOException, BadFileException {
    SourceFile file = labelled.file();
    if (file.bytes() > Integer.MAX_VALUE - 8) {
      throw new BadFileException(
          file.relativePath(),
          "is too large: it has %d bytes, but a file may have at most 2 GiB; split it"
              .formatted(file.bytes()));
    }
    Path path = new Path(file.path());
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IOException(
          "cannot read %s: %s".formatted(file.path(), unreadable.getMessage()), unreadable);
    }
  }
}
