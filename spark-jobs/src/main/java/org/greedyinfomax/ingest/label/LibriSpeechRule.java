package org.greedyinfomax.ingest.label;

import java.util.Map;
import java.util.Set;
import org.greedyinfomax.data.dataset.LibriSpeech;

/** Speaker and chapter, which the key of a LibriSpeech utterance begins with. */
record LibriSpeechRule() implements LabelRule {

  @Override
  public Set<String> columns() {
    return Set.of("chapter", "speaker");
  }

  @Override
  public Map<String, String> labels(KeyedFile keyed) {
    LibriSpeech utterance = LibriSpeech.parse(keyed.file().pathInside());
    return Map.of("chapter", utterance.chapter(), "speaker", utterance.speaker());
  }
}
