package org.greedyinfomax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "fa-IR", "ar-EG", "tr-TR"})
  void writesTheSameDigitsAndPointInEveryLocale(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(Text.format("round-%06d has %,.2f %s", 12, 1234.5, "MB"))
        .isEqualTo("round-000012 has 1,234.50 MB");
  }

  @Test
  void writesAsManyDecimalsAsAskedFor() {
    assertThat(Text.decimal(2.5, 0)).isEqualTo("3");
    assertThat(Text.decimal(-0.125, 2)).isEqualTo("-0.13");
  }
}
