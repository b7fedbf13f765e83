package org.greedyinfomax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of texts, aligned for terminals, which Markdown understands, too. */
public final class TextTable {

  private final int leftColumns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Creates an empty table.
   *
   * @param leftColumns that are aligned left; those after them are numbers, aligned right
   */
  public TextTable(int leftColumns, String... headings) {
    this.leftColumns = leftColumns;
    rows.add(List.of(headings));
  }

  /** Appends a row of as many texts as there are headings. */
  public void add(String... texts) {
    rows.add(List.of(texts));
  }

  /** Returns the table without rules, indented by two blanks, a line for each row. */
  public String plain() {
    List<Integer> widths = widths();
    return rows.stream()
        .map(row -> ("  " + String.join("  ", cells(row, widths))).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private List<Integer> widths() {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(c -> Collections.max(rows.stream().map(row -> row.get(c).length()).toList()))
        .toList();
  }

  @Override
  public String toString() {
    List<Integer> widths = widths();
    StringBuilder text = new StringBuilder();
    text.append(line(rows.get(0), widths));
    text.append(
        IntStream.range(0, widths.size())
            .mapToObj(
                c ->
                    c < leftColumns
                        ? "-".repeat(widths.get(c))
                        : "-".repeat(widths.get(c) - 1) + ":")
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    rows.subList(1, rows.size()).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private String line(List<String> texts, List<Integer> widths) {
    return "| " + String.join(" | ", cells(texts, widths)) + " |\n";
  }

  private List<String> cells(List<String> texts, List<Integer> widths) {
    return IntStream.range(0, texts.size())
        .mapToObj(
            c -> {
              String space = " ".repeat(widths.get(c) - texts.get(c).length());
              return c < leftColumns ? texts.get(c) + space : space + texts.get(c);
            })
        .toList();
  }
}
