package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts in aligned columns: the first to the left, the others to the right. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** Starts with the columns' names. */
  Table(String... names) {
    rows.add(List.of(names));
  }

  /** Adds a row; it must have as many cells as there are names. */
  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Indented by two blanks, a line for each row. */
  String render() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String blanks = " ".repeat(width(c) - row.get(c).length());
        line.append("  ");
        line.append(c == 0 ? row.get(c) + blanks : blanks + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
  }
}
