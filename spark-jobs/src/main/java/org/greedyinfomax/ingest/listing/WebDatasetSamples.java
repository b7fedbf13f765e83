package org.greedyinfomax.ingest.listing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/** The samples of one shard of WebDataset: recordings or pictures, and the labels beside them. */
final class WebDatasetSamples {

  private final ContentKind kind;
  private final List<SourceFile> contents = new ArrayList<>();
  private final List<SourceFile> labelFiles = new ArrayList<>();
  private final Map<String, Map<String, String>> labels = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();

  WebDatasetSamples(ContentKind kind) {
    this.kind = kind;
  }

  /** Adds a recording or picture. */
  void add(SourceFile member) {
    contents.add(member);
  }

  /** Adds a file of labels; what is wrong with it is wrong with the whole sample. */
  void addLabel(SourceFile member, byte[] content) {
    labelFiles.add(member);
    Map<String, String> ofSample = labels.computeIfAbsent(member.stem(), key -> new TreeMap<>());
    String name = member.pathInside();
    try {
      for (Map.Entry<String, String> label : LabelFile.read(kind, name, content).entrySet()) {
        if (ofSample.put(label.getKey(), label.getValue()) != null) {
          problems.put(
              member.stem(),
              Text.format("has the label %s twice, the second time in %s", label.getKey(), name));
        }
      }
    } catch (BadFileException bad) {
      problems.put(member.stem(), Text.format("has labels in %s, but that %s", name, bad.reason()));
    }
  }

  /** Tells what is to be done with all of them. */
  void tell(Listing.Builder found) {
    for (SourceFile content : contents) {
      if (problems.containsKey(content.stem())) {
        found.reject(content.relativePath(), problems.get(content.stem()));
      } else {
        found.add(content);
        found.addLabels(content, labels.getOrDefault(content.stem(), Map.of()));
      }
    }
    tellUnused(found);
  }

  private void tellUnused(Listing.Builder found) {
    Set<String> keys = contents.stream().map(SourceFile::stem).collect(Collectors.toSet());
    for (SourceFile file : labelFiles) {
      if (!keys.contains(file.stem())) {
        found.leaveOut(
            new LeftOutFile(
                file.relativePath(),
                LeftOutFile.kindOf(file.relativePath()),
                Text.format("has labels of %s, which is not taken or not there", file.stem())));
      }
    }
  }
}
