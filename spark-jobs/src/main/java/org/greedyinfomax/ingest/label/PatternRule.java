package org.greedyinfomax.ingest.label;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.data.BadFileException;

/** The named groups of a regular expression that matches the file's name. */
record PatternRule(Pattern pattern) implements LabelRule {

  private static final Pattern NAMED_GROUP = Pattern.compile("(?<!\\\\)\\(\\?<([a-zA-Z]\\w*)>");

  /**
   * Makes the rule.
   *
   * @throws IllegalArgumentException if the expression has no named group
   */
  PatternRule {
    Check.argument(
        !groups(pattern).isEmpty(),
        "ingest.labels.pattern has no named group, such as (?<speaker>[^_]+), but is %s",
        pattern);
  }

  private static Set<String> groups(Pattern pattern) {
    Set<String> groups = new TreeSet<>();
    Matcher matcher = NAMED_GROUP.matcher(pattern.pattern());
    while (matcher.find()) {
      groups.add(matcher.group(1));
    }
    return groups;
  }

  @Override
  public Set<String> columns() {
    return groups(pattern);
  }

  @Override
  public Map<String, String> labels(KeyedFile keyed) throws BadFileException {
    Matcher matcher = pattern.matcher(keyed.file().name());
    if (!matcher.matches()) {
      throw new BadFileException(
          keyed.file().relativePath(),
          "has a name that does not match ingest.labels.pattern " + pattern);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (String group : columns()) {
      String value = matcher.group(group);
      if (value != null && !value.isEmpty()) {
        labels.put(group, value);
      }
    }
    return labels;
  }
}
