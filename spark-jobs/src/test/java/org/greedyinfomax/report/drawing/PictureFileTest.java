package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class PictureFileTest {

  private static final String DRAWING =
      Svg.drawing(720, 300, "opening", "What & why", "5 < 6", Svg.text("heading", 4, 20, "word"));

  @Test
  void standsOnItsOwnWithAMarginInLightAndDark() throws Exception {
    String file = PictureFile.of(DRAWING);

    Element svg =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getAttribute("viewBox")).isEqualTo("-14 -14 748 328");
    assertThat(svg.getAttribute("width")).isEqualTo("748");
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("What & why");
    assertThat(svg.getElementsByTagName("style").item(0).getTextContent())
        .contains("prefers-color-scheme: dark", "--paper: #fff", "--paper: #14171b");
    assertThat(svg.getElementsByTagName("rect").getLength()).isOne();
  }

  @Test
  void knowsItsOwnFiles() {
    assertThat(PictureFile.isOne(PictureFile.of(DRAWING))).isTrue();
    assertThat(PictureFile.isOne(DRAWING)).isFalse();
    assertThat(PictureFile.isOne("")).isFalse();
  }
}
