package org.greedyinfomax.ingest.label;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labels that shards of WebDataset have beside recordings and pictures.
 *
 * @param columns of all of them
 * @param labels by the whole path of the member
 */
public record SampleRule(Set<String> columns, Map<String, Map<String, String>> labels)
    implements LabelRule {

  public static SampleRule of(Map<String, Map<String, String>> labels) {
    return new SampleRule(
        labels.values().stream()
            .flatMap(ofSample -> ofSample.keySet().stream())
            .collect(Collectors.toSet()),
        labels);
  }

  @Override
  public Map<String, String> labels(KeyedFile file) {
    return labels.getOrDefault(file.file().wholePath(), Map.of());
  }
}
