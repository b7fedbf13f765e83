package org.greedyinfomax.ingest.label;

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
  public Map<String, String> labels(KeyedFile keyed) throws BadFileException {
    String[] names = keyed.file().pathInside().split("/", -1);
    if (names.length < 2) {
      throw new BadFileException(
          keyed.file().relativePath(),
          Text.format("has no label \"%s\": it lies in no folder below the input", column));
    }
    return Map.of(column, names[names.length - 2]);
  }
}
