package org.greedyinfomax.ingest.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RejectedFileTest {

  @Test
  void isALineOfTwoColumnsWhateverItsName() {
    RejectedFile file =
        new RejectedFile("a\tb\nc\u001b[2J\u202egnp.wav", "is no\n\tWAV \u0007 file");

    assertThat(file.toLine())
        .isEqualTo("a\\u0009b\\u000ac\\u001b[2J\\u202egnp.wav\tis no WAV \\u0007 file");
  }

  @Test
  void keepsLettersOfAllLanguages() {
    assertThat(new RejectedFile("größe/大きさ.wav", "is empty").toLine())
        .isEqualTo("größe/大きさ.wav\tis empty");
  }
}
