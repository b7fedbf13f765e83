package org.greedyinfomax.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.greedyinfomax.report.drawing.Html;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it. */
@Tag("slow")
final class BrowserTest {

  @TempDir private Path folder;
  private Chromium browser;

  @BeforeEach
  void findBrowser() {
    browser =
        Chromium.in(folder)
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "No Chromium is installed: how a browser shows the page is not tested."));
  }

  @Test
  void hasNothingToComplainAbout() throws Exception {
    Path page = write("page.html", ReportPage.render(SampleReport.small()));

    assertThat(browser.messages(page)).isEmpty();
  }

  /** Or the test above would find nothing in any page. */
  @Test
  void complainsAboutAPageThatIsWrong() throws Exception {
    Path page = write("wrong.html", "<script>console.error('something is wrong')</script>");

    assertThat(browser.messages(page)).hasSize(1).first().asString().contains("something is wrong");
  }

  @Test
  void fitsAPhone() throws Exception {
    JsonNode layout = layout(390);

    assertThat(layout.get("needs").asInt()).isEqualTo(layout.get("has").asInt());
    assertThat(layout.get("text").asText()).isEqualTo("21px");
    assertDrawn(layout, 320);
  }

  @Test
  void fitsADesk() throws Exception {
    JsonNode layout = layout(1280);

    assertThat(layout.get("needs").asInt()).isEqualTo(layout.get("has").asInt());
    assertThat(layout.get("text").asText()).isEqualTo("15px");
    assertDrawn(layout, 700);
  }

  /** Six figures, each as wide as there is room, in which curves and dots have their colours. */
  private static void assertDrawn(JsonNode layout, int width) {
    assertThat(layout.get("drawings")).hasSize(6);
    for (JsonNode drawing : layout.get("drawings")) {
      assertThat(drawing.get("width").asInt()).as(drawing.toString()).isGreaterThan(width);
      assertThat(drawing.get("height").asInt()).as(drawing.toString()).isGreaterThan(30);
    }
    assertThat(layout.get("curve").asText()).isEqualTo("rgb(0, 114, 178)");
    assertThat(layout.get("dots").asText()).isEqualTo("rgb(0, 114, 178)");
  }

  /** Looks at the page from outside, in a frame of that width, because it lets no script run. */
  private JsonNode layout(int width) throws IOException, InterruptedException {
    Path outside =
        write(
            "outside.html",
            """
            <!DOCTYPE html>
            <meta charset="utf-8">
            <iframe id="frame" style="border: 0; width: %dpx; height: 844px" srcdoc="%s"></iframe>
            <pre id="layout"></pre>
            <script>
            const frame = document.getElementById('frame');
            frame.onload = () => {
              const page = frame.contentDocument;
              const style = (selector) =>
                  frame.contentWindow.getComputedStyle(page.querySelector(selector));
              document.getElementById('layout').textContent = JSON.stringify({
                has: page.documentElement.clientWidth,
                needs: page.documentElement.scrollWidth,
                text: style('svg text').fontSize,
                curve: style('.c0 .line').stroke,
                dots: style('.map .c0 path').stroke,
                drawings: [...page.querySelectorAll('svg')].map((svg) => {
                  const box = svg.getBoundingClientRect();
                  return {name: svg.querySelector('title').textContent,
                          width: box.width, height: box.height};
                })
              });
            };
            </script>
            """
                .formatted(width, Html.escape(ReportPage.render(SampleReport.small()))));
    String loaded = browser.load(outside);
    String start = "<pre id=\"layout\">";
    int from = loaded.indexOf(start) + start.length();
    return new ObjectMapper().readTree(loaded.substring(from, loaded.indexOf("</pre>", from)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
