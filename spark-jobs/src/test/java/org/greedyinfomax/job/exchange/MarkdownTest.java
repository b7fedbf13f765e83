package org.greedyinfomax.job.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "corpus, `corpus`",
        "a `b` c, ``a `b` c``",
        "``x, ``` ``x ```",
        "key = 'a', `key = 'a'`"
      })
  void codeHoldsWhateverItIs(String name, String code) {
    assertThat(Markdown.code(name)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "run-1.2_b, run-1.2_b",
    "[x](http://y), \\[x\\](http://y)",
    "<script>, \\<script\\>",
    "`a` *b* &amp; \\, \\`a\\` \\*b\\* \\&amp; \\\\"
  })
  void nothingInATextIsMarkup(String name, String text) {
    assertThat(Markdown.text(name)).isEqualTo(text);
  }

  @Test
  void aNameStaysInItsLine() {
    assertThat(Markdown.text("a\n# b")).isEqualTo("a\\\\u000a# b");
    assertThat(Markdown.code("a\u001b[2J")).isEqualTo("`a\\u001b[2J`");
  }
}
