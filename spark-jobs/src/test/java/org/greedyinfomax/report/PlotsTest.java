package org.greedyinfomax.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.ReportData;
import org.junit.jupiter.api.Test;

final class PlotsTest {

  private static final int WHITE = 0xffffffff;
  private static final int FIRST_CURVE = 0xff0072b2;

  @Test
  void drawsEveryFigureThatThePageHas() {
    Map<String, byte[]> plots = Plots.of(SampleReport.of(2, 3, 2, 4, 20, SampleReport.taps(8)));

    assertThat(plots.keySet())
        .containsExactly(
            "loss",
            "accuracy",
            "accuracy-2",
            "labels",
            "labels-2",
            "map",
            "map-2",
            "filters",
            "timeline");
  }

  @Test
  void drawsNothingWhereThereIsNothing() {
    assertThat(Plots.of(SampleReport.ofLosses(1))).isEmpty();
  }

  @Test
  void drawsTwoPixelsForAUnitOfThePage() throws IOException {
    for (Map.Entry<String, byte[]> plot : Plots.of(SampleReport.small()).entrySet()) {
      assertThat(image(plot.getValue()).getWidth()).as(plot.getKey()).isEqualTo(1440);
    }
  }

  /** Colours are variables on the page, of which programs that draw SVG know nothing. */
  @Test
  void drawsCurvesInTheirColoursOnWhite() throws IOException {
    ReportData data =
        SampleReport.ofLosses(
            2.5, new LossPoint("m", 0, 0, 1, 0, 0), new LossPoint("m", 1, 0, 2, 0, 0));

    BufferedImage plot = image(Plots.of(data).get("loss"));

    assertThat(plot.getRGB(1, 1)).isEqualTo(WHITE);
    assertThat(share(plot, FIRST_CURVE)).isBetween(0.001, 0.02);
    assertThat(share(plot, WHITE)).isBetween(0.8, 0.99);
  }

  /** Which are more than programs that draw SVG put up with by default. */
  @Test
  void drawsAllDotsOfALargeMap() throws IOException {
    byte[] map = Plots.of(SampleReport.of(1, 1, 1, 1, 5000, SampleReport.taps(8))).get("map");

    assertThat(share(image(map), WHITE)).isLessThan(0.95);
  }

  private static BufferedImage image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static double share(BufferedImage image, int colour) {
    int pixels = image.getWidth() * image.getHeight();
    long some =
        IntStream.range(0, pixels)
            .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == colour)
            .count();
    return (double) some / pixels;
  }
}
