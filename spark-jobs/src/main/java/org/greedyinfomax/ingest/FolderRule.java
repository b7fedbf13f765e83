package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.SourceFile;
import java.util.Map;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/** The name of the folder that a file lies in. */
record FolderRule(String column) implements LabelRule {

  @Override
  public Set<String> columns() {
    return Set.of(column);
  }

  @Override
  public Map<String, String> labels(SourceFile file, String key) throws BadFileException {
    String[] names = file.relativePath().split("/", -1);
    if (names.length < 2) {
      throw new BadFileException(
          file.relativePath(),
          Text.format("has no label \"%s\": it lies in no folder below the input", column));
    }
    return Map.of(column, names[names.length - 2]);
  }
}
