package org.greedyinfomax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintableTest {

  @ParameterizedTest
  @CsvSource({
    "0007, \\u0007", // bell
    "000d, \\u000d", // back to the start of the line, to write over it
    "001b, \\u001b", // begins what steers a terminal
    "007f, \\u007f",
    "009b, \\u009b", // the same in one character
    "00ad, \\u00ad", // soft hyphen
    "200b, \\u200b", // space without width
    "202e, \\u202e", // what follows runs from right to left
    "2028, \\u2028", // separates lines
    "2066, \\u2066",
    "2069, \\u2069",
    "feff, \\ufeff",
    "d800, \\ud800", // half of a pair
    "e0041, \\U000e0041" // a letter that does not show
  })
  void whatDoesNotShowIsWrittenByItsNumber(String point, String written) {
    String outside = "a" + Character.toString(Integer.parseInt(point, 16)) + "b";

    assertThat(Printable.isLine(outside)).isFalse();
    assertThat(Printable.text(outside)).isEqualTo("a" + written + "b");
    assertThat(Printable.line(outside)).isEqualTo("a" + written + "b");
  }

  @Test
  void whatShowsStaysAsItIs() {
    String text = "Größe 大きさ שלום 😀 \\ \"x\"";

    assertThat(Printable.isLine(text)).isTrue();
    assertThat(Printable.line(text)).isEqualTo(text);
  }

  @Test
  void onlyALineHasNoLineFeedsAndTabs() {
    assertThat(Printable.text("a\tb\nc")).isEqualTo("a\tb\nc");
    assertThat(Printable.line("a\tb\nc")).isEqualTo("a\\u0009b\\u000ac");
    assertThat(Printable.isLine("a\nb")).isFalse();
  }

  @Test
  void aStreamForPeopleMakesAllThatIsPrintedToItPrintable() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintableStream out = new PrintableStream(new PrintStream(bytes, true, UTF_8));

    out.println("ä\u001b[2J");
    out.printf(Locale.ROOT, "%s %d\n", "\u202e", 3);
    out.print((Object) "\u0007\n");
    out.println((Object) "\u009b");
    out.append("\u200b").println();
    out.print('x');

    assertThat(bytes.toString(UTF_8))
        .isEqualToNormalizingNewlines("ä\\u001b[2J\n\\u202e 3\n\\u0007\n\\u009b\n\\u200b\nx");
  }
}
