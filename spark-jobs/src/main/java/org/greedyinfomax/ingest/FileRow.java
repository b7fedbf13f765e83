package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
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
    return converter.convert(labelled.file().read(hadoop), name());
  }
}
