package org.greedyinfomax.config.hocon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.junit.jupiter.api.Test;

final class FieldsTest {

  private enum Colour {
    DARK_RED,
    BLUE
  }

  private record Size(int rows, int columns) {

    Size {
      Check.argument(rows >= 1, "rows must be at least 1, but is %d", rows);
    }
  }

  private record Drawing(
      String name,
      Colour colour,
      double scale,
      boolean framed,
      long bytes,
      Size size,
      Size frame) {}

  private static final Fields<Drawing> DRAWING =
      Fields.of(Drawing.class)
          .with("scale", ValueType.NUMBER.or("auto", 0.0, "more than 0"))
          .with("bytes", ValueType.BYTES)
          .inline("size", Fields.of(Size.class))
          .with("framed", "hasFrame", ValueType.choice(List.of(true, false), FieldsTest::yesOrNo))
          .unhashed("colour");

  private static final String TEXT =
      """
      name = "a b", colour = dark-red, scale = auto, hasFrame = yes, bytes = 4 KiB, rows = 2, columns = 3
      frame { rows = 5, columns = 7 }
      """;

  @Test
  void aComponentIsTheKeyOfItsName() {
    assertThat(read(TEXT))
        .isEqualTo(
            new Drawing("a b", Colour.DARK_RED, 0, true, 4096, new Size(2, 3), new Size(5, 7)));
    assertThat(DRAWING.keys("kind"))
        .containsExactly(
            "kind", "name", "colour", "scale", "hasFrame", "bytes", "rows", "columns", "frame");
  }

  @Test
  void readsWhatItWrites() {
    Map<String, Object> written = DRAWING.write(read(TEXT));

    assertThat(read(HoconText.of(written))).isEqualTo(read(TEXT));
    assertThat(written).containsEntry("scale", "auto").containsEntry("bytes", "4 KiB");
  }

  @Test
  void leavesOutWhatIsNotHashed() {
    assertThat(DRAWING.unhashedKeys()).containsExactly("colour");
    assertThat(DRAWING.writeHashed(read(TEXT)))
        .doesNotContainKey("colour")
        .containsKeys("name", "frame");
  }

  @Test
  void namesTheKeyThatIsWrong() {
    assertThatThrownBy(() -> read(TEXT.replace("rows = 5", "rows = 0")))
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith("frame.rows must be at least 1, but is 0 (");
    assertThatThrownBy(() -> read(TEXT.replace("rows = 2", "rows = 0")))
        .hasMessageStartingWith("rows must be at least 1, but is 0 (");
    assertThatThrownBy(() -> read(TEXT.replace("colour = dark-red", "colour = green")))
        .hasMessageStartingWith("colour must be one of dark-red, blue, but is \"green\"");
    assertThatThrownBy(() -> read(TEXT.replace("scale = auto", "scale = 0")))
        .hasMessageStartingWith("scale must be more than 0, or auto, but is 0.0");
    assertThatThrownBy(() -> read(TEXT.replace("hasFrame = yes, ", "")))
        .hasMessageStartingWith("missing key \"hasFrame\"");
    assertThatThrownBy(() -> read(TEXT.replace("columns = 7", "colums = 7")))
        .hasMessageEndingWith("did you mean \"frame.columns\"?");
  }

  @Test
  void aComponentThatIsNoneIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> DRAWING.unhashed("color")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Fields.of(Listed.class).read(section("list = 1", List.of("list"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("nobody says how list is read");
  }

  private static String yesOrNo(boolean answer) {
    return answer ? "yes" : "no";
  }

  private record Listed(List<String> list) {}

  private static Drawing read(String text) {
    Section section = section(text, DRAWING.keys());
    return section.checked(() -> DRAWING.read(section));
  }

  private static Section section(String text, List<String> keys) {
    return new Section("a drawing", "", ConfigFactory.parseString(text).root(), keys);
  }
}
