package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.SourceFile;
import java.util.Map;
import java.util.Set;
import org.greedyinfomax.data.LibriSpeech;

/** Speaker and chapter, which the key of a LibriSpeech utterance begins with. */
record LibriSpeechRule() implements LabelRule {

  @Override
  public Set<String> columns() {
    return Set.of("chapter", "speaker");
  }

  @Override
  public Map<String, String> labels(SourceFile file, String key) {
    LibriSpeech utterance = LibriSpeech.parse(file.relativePath());
    return Map.of("chapter", utterance.chapter(), "speaker", utterance.speaker());
  }
}
