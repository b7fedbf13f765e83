package org.greedyinfomax.report.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows sorted into groups, groups in the order in which they first appear. */
public final class OrderedGroups {

  private OrderedGroups() {}

  public static <T> Map<String, List<T>> by(List<T> rows, Function<T, String> name) {
    return rows.stream()
        .collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
  }
}
