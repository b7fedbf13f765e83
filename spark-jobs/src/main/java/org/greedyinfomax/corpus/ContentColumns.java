package org.greedyinfomax.corpus;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.Content;

/** The columns of a shard that hold the contents of its rows, for one kind of content. */
sealed interface ContentColumns permits SampleColumns, PixelColumns {

  /** Returns those of a kind. */
  static ContentColumns of(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> new SampleColumns();
      case IMAGES -> new PixelColumns();
    };
  }

  /** Returns what Parquet calls a row. */
  String row();

  /** Returns their names, that of the samples or pixels first. */
  List<String> names();

  /** Adds them to a schema. */
  void addTo(Types.MessageTypeBuilder schema);

  /** Puts a content into a row. */
  void put(Content content, Group row);

  /** Returns the content of a row of a corpus. */
  Content take(CorpusContents contents, Group row);
}
