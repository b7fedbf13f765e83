package org.greedyinfomax.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

  @Test
  void replacesWhatXmlCannotHold() {
    assertThat(Html.escape("a\u0000b\uD800c\td")).isEqualTo("a\uFFFDb\uFFFDc\td");
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
