package org.greedyinfomax.ingest.shard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.LengthSettings;
import org.greedyinfomax.config.PictureSettings;
import org.junit.jupiter.api.Test;

final class IngestOptionsTest {

  private static final IngestSettings SETTINGS =
      new IngestSettings(
          ContentKind.AUDIO,
          IngestSettings.Layout.FILES,
          "",
          1,
          Channel.MIX,
          new LengthSettings(0, 0),
          new PictureSettings(3, 1, 0, 1, Background.WHITE, 0),
          0,
          new LabelSettings("", "", ""),
          Map.of());

  @Test
  void refusesMissingPathsAndImpossibleRates() {
    assertRefused(List.of(), "out", 0, "ingest needs at least one input path");
    assertRefused(List.of("in"), " ", 0, "ingest needs an output path");
    assertRefused(
        List.of("in"),
        "out",
        -1,
        "the sample rate must be 0 (keep that of the files) or more, but is -1");
  }

  private static void assertRefused(
      List<String> inputs, String output, int sampleRate, String message) {
    assertThatThrownBy(() -> new IngestOptions(inputs, output, false, sampleRate, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
