package org.greedyinfomax.ingest.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.ShardSchema;
import org.greedyinfomax.data.BadFileException;

/** All sources of labels together. */
public final class Labels {

  private final List<LabelRule> rules;
  private final List<String> columns;

  private Labels(List<LabelRule> rules, List<String> columns) {
    this.rules = List.copyOf(rules);
    this.columns = List.copyOf(columns);
  }

  /**
   * Prepares the sources that the settings name.
   *
   * @param own sources that the input has by itself
   * @throws IllegalArgumentException if two of them fill the same column, or one is not usable
   */
  public static Labels of(SparkSession spark, IngestSettings settings, List<LabelRule> own)
      throws IOException {
    LabelSettings from = settings.labels();
    List<LabelRule> rules = new ArrayList<>(own);
    if (settings.layout() == Layout.LIBRISPEECH) {
      rules.add(new LibriSpeechRule());
    }
    if (!from.folder().isEmpty()) {
      rules.add(new FolderRule(from.folder()));
    }
    if (!from.pattern().isEmpty()) {
      rules.add(new PatternRule(Pattern.compile(from.pattern())));
    }
    if (!from.table().isEmpty()) {
      rules.add(TableRule.read(spark, from.table()));
    }
    List<String> columns = new ArrayList<>();
    rules.forEach(rule -> columns.addAll(rule.columns()));
    if (!settings.splits().isEmpty()) {
      columns.add(Splits.COLUMN);
    }
    requireDifferent(settings.kind(), columns);
    return new Labels(rules, columns.stream().sorted().toList());
  }

  private static void requireDifferent(ContentKind kind, List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      ShardSchema.requireLabelColumn(kind, column);
      Check.argument(
          seen.add(column.toLowerCase(Locale.ROOT)),
          "two sources of labels fill the column \"%s\": rename one",
          column);
    }
  }

  /** Returns the columns, sorted. */
  List<String> columns() {
    return columns;
  }

  Map<String, String> of(KeyedFile file) throws BadFileException {
    Map<String, String> labels = new HashMap<>();
    for (LabelRule rule : rules) {
      labels.putAll(rule.labels(file));
    }
    return labels;
  }
}
