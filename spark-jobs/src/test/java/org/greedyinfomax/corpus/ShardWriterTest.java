package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.storage.UsedHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a shard holds beside its rows, in memory and in its footer. */
final class ShardWriterTest {

  private static final int RATE = 16_000;
  private static final int LARGE_ROWS = 40;
  private static final int LARGE_ROW_BYTES = 5 << 19; // every one is a row group

  private final Configuration hadoop = new Configuration();
  @TempDir private Path directory;

  /** Of 100 MB in rows of 2.5 MB. */
  @ParameterizedTest
  @EnumSource(ContentKind.class)
  void keepsNothingOfRowGroupsThatAreWritten(ContentKind kind) throws IOException {
    try (ShardWriter writer = writer(kind)) {
      writer.write("first", content(kind, 0), Map.of("label", "x"));
      long before = UsedHeap.bytes();
      for (int row = 1; row <= LARGE_ROWS; row++) {
        writer.write("key-" + row, content(kind, row), Map.of("label", "x"));
      }

      assertThat(UsedHeap.bytes() - before).isLessThan(16 << 20);

      assertThat(writer.finish().rowGroups()).hasSizeGreaterThan(LARGE_ROWS / 2);
    }
  }

  private ShardWriter writer(ContentKind kind) throws IOException {
    return new ShardWriter(hadoop, directory.toString(), 0, kind, List.of("label", "other"));
  }

  private static Content content(ContentKind kind, int row) {
    return switch (kind) {
      case AUDIO -> clip(row);
      case IMAGES -> picture(row);
    };
  }

  /** Every other one is less than those before it, and every other one more. */
  private static Clip clip(int row) {
    short[] samples = new short[LARGE_ROW_BYTES / Short.BYTES];
    Arrays.fill(samples, (short) ((row % 2 == 0 ? 1 : -1) * row * 257));
    return new Clip(RATE, samples);
  }

  private static Picture picture(int row) {
    int width = 1 << 10;
    byte[] pixels = new byte[LARGE_ROW_BYTES];
    Arrays.fill(pixels, (byte) (128 + (row % 2 == 0 ? 1 : -1) * row));
    return new Picture(pixels.length / width, width, 1, pixels);
  }

  @Test
  void theFooterTellsOfKeysLengthsAndLabelsButNotOfSamples() throws IOException {
    Shard shard;
    try (ShardWriter writer = writer(ContentKind.AUDIO)) {
      writer.write("b", new Clip(RATE, new short[] {1, 2}), Map.of());
      writer.write("a", new Clip(RATE, new short[] {3}), Map.of("label", "x"));
      shard = writer.finish();
    }

    assertThat(columns(shard))
        .extracting(ShardWriterTest::summary)
        .containsExactly("key 0 a b", "samples 0", "length 0 1 2", "label 1 x x", "other 2");
  }

  /** Name, number of nulls, least and largest value of a column. */
  private static String summary(ColumnChunkMetaData column) {
    Statistics<?> statistics = column.getStatistics();
    String name = column.getPath().toDotString();
    return statistics.hasNonNullValue()
        ? "%s %d %s %s"
            .formatted(
                name, statistics.getNumNulls(), statistics.minAsString(), statistics.maxAsString())
        : "%s %d".formatted(name, statistics.getNumNulls());
  }

  private List<ColumnChunkMetaData> columns(Shard shard) throws IOException {
    HadoopInputFile file =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(directory.resolve(shard.file()).toUri()), hadoop);
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      List<BlockMetaData> groups = reader.getRowGroups();
      assertThat(groups).hasSize(1);
      for (ColumnChunkMetaData column : groups.get(0).getColumns()) {
        boolean isContent = column.getPath().toDotString().equals("samples");
        assertThat(reader.readColumnIndex(column) == null).isEqualTo(isContent);
      }
      return groups.get(0).getColumns();
    }
  }
}
