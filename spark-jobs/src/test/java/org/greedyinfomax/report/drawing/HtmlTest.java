package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

  @Test
  void writesWhatDoesNotShowByItsNumber() {
    assertThat(Html.escape("a\u0000b\uD800c\td\u202Ee\u001b\r\n"))
        .isEqualTo("a\\u0000b\\ud800c\td\\u202ee\\u001b\\u000d\n");
    assertThat(Html.escape("a\uFFFEb")).isEqualTo("a\uFFFDb");
  }

  @Test
  void keepsLettersBeyondTheBasicPlane() {
    assertThat(Html.escape("ü😀")).isEqualTo("ü😀");
  }

  @Test
  void escapesWhatXmlUsesItself() {
    assertThat(Html.escape("<a href=\"x\" b='&'>"))
        .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
  }

  @Test
  void writesNumbersForReaders() {
    assertThat(Html.number(-0.5, 2)).isEqualTo("−0.50");
    assertThat(Html.percent(0.625)).isEqualTo("62.5 %");
  }
}
