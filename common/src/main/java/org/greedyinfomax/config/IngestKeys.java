package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.hocon.Section;

/** Which key of the section on ingestion is which component of its settings. */
final class IngestKeys {

  private static final List<String> INGEST =
      List.of(
          "kind",
          "layout",
          "column",
          "minSamples",
          "channel",
          "maxSeconds",
          "segmentSeconds",
          "channels",
          "minSize",
          "size",
          "maxPixels",
          "background",
          "framesPerSecond",
          "maxBadFraction",
          "labels",
          "splits");
  private static final List<String> LABELS = List.of("folder", "pattern", "table");

  private IngestKeys() {}

  static IngestSettings read(Section root) {
    return root.section("ingest", INGEST, IngestKeys::ingest);
  }

  private static IngestSettings ingest(Section section) {
    return new IngestSettings(
        section.choice("kind", ContentKind.class),
        section.choice("layout", Layout.class),
        section.text("column"),
        section.wholeNumber("minSamples"),
        section.choice("channel", Channel.class),
        new LengthSettings(
            section.wholeNumber("maxSeconds"), section.wholeNumber("segmentSeconds")),
        pictures(section),
        section.number("maxBadFraction"),
        section.section("labels", LABELS, IngestKeys::labels),
        section.texts("splits"));
  }

  static Map<String, Object> write(IngestSettings ingest) {
    return RecipeKeys.tree(
        INGEST,
        Text.word(ingest.kind()),
        Text.word(ingest.layout()),
        ingest.column(),
        ingest.minSamples(),
        Text.word(ingest.channel()),
        ingest.length().maxSeconds(),
        ingest.length().segmentSeconds(),
        ingest.pictures().channels(),
        ingest.pictures().minSize(),
        ingest.pictures().size(),
        ingest.pictures().maxPixels(),
        Text.word(ingest.pictures().background()),
        ingest.pictures().framesPerSecond(),
        ingest.maxBadFraction(),
        write(ingest.labels()),
        ingest.splits());
  }

  private static PictureSettings pictures(Section section) {
    return new PictureSettings(
        section.wholeNumber("channels"),
        section.wholeNumber("minSize"),
        section.wholeNumber("size"),
        section.longNumber("maxPixels"),
        section.choice("background", Background.class),
        section.number("framesPerSecond"));
  }

  private static LabelSettings labels(Section section) {
    return new LabelSettings(
        section.text("folder"), section.text("pattern"), section.text("table"));
  }

  private static Map<String, Object> write(LabelSettings labels) {
    return RecipeKeys.tree(LABELS, labels.folder(), labels.pattern(), labels.table());
  }
}
