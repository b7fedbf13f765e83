package org.greedyinfomax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTableTest {

  @Test
  void textsAreAlignedLeftAndNumbersRightInMarkdown() {
    assertThat(table().toString())
        .isEqualTo(
            """
            | module | loss |
            | ------ | ---: |
            | gru    | 1.25 |
            | conv1  |      |
            """);
  }

  @Test
  void plainTablesHaveNoRulesAndNoBlanksAtTheEndsOfLines() {
    assertThat(table().plain().lines())
        .containsExactly("  module  loss", "  gru     1.25", "  conv1");
  }

  private static TextTable table() {
    TextTable table = new TextTable(1, "module", "loss");
    table.add("gru", "1.25");
    table.add("conv1", "");
    return table;
  }
}
