package org.greedyinfomax.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.data.conversion.PictureConverter;
import org.greedyinfomax.data.dataset.Stl10;
import org.greedyinfomax.ingest.shard.ReadContent;
import org.greedyinfomax.ingest.shard.RowPieces;
import org.greedyinfomax.ingest.shard.SourceRow;

/**
 * Successive pictures of one of STL-10's files, which go into one shard.
 *
 * @param split whose file it is
 * @param first of the pictures, counted from 0
 * @param count of the pictures
 * @param classes number of each picture's class; none for pictures without
 * @param classNames of class 1 and further; none if the numbers will do
 */
record Stl10Run(
    String path, String split, int first, int count, List<Integer> classes, List<String> classNames)
    implements Serializable {

  Stl10Run {
    classes = List.copyOf(classes);
    classNames = List.copyOf(classNames);
  }

  /** Opens the file; its rows must be read in order, and it must stay open meanwhile. */
  FSDataInputStream open(Configuration hadoop) throws IOException {
    Path file = new Path(path);
    FSDataInputStream in = file.getFileSystem(hadoop).open(file);
    in.seek((long) first * Stl10.BYTES);
    return in;
  }

  List<SourceRow> rows(FSDataInputStream in) {
    List<SourceRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new PictureRow(in, i));
    }
    return rows;
  }

  /** One picture. */
  private final class PictureRow implements SourceRow {

    private final FSDataInputStream in;
    private final int place;

    PictureRow(FSDataInputStream in, int place) {
      this.in = in;
      this.place = place;
    }

    @Override
    public String name() {
      return key();
    }

    @Override
    public String key() {
      return Text.format("%s/%05d", split, first + place);
    }

    @Override
    public Map<String, String> labels() {
      if (classes.isEmpty()) {
        return Map.of(Stl10Source.SPLIT, split);
      }
      int number = classes.get(place);
      return Map.of(
          Stl10Source.SPLIT,
          split,
          Stl10Source.CLASS,
          classNames.isEmpty() ? Integer.toString(number) : classNames.get(number - 1));
    }

    @Override
    public long bytes() {
      return Stl10.BYTES;
    }

    @Override
    public ReadContent read(ContentConverter converter, RowPieces pieces)
        throws IOException, BadFileException {
      byte[] bytes = new byte[Stl10.BYTES];
      try {
        in.readFully(bytes);
      } catch (EOFException end) {
        throw new IOException(
            Text.format("%s ends before picture %d: did it change meanwhile?", path, first + place),
            end);
      }
      Picture picture = ((PictureConverter) converter).convert(Stl10.picture(bytes), name());
      pieces.accept(picture);
      return ReadContent.of("STL-10", picture);
    }
  }
}
