package org.greedyinfomax.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;

/** Puts a content into the columns of {@link ShardSchema}, and takes it out again. */
final class ContentColumns {

  private ContentColumns() {}

  static void put(Content content, Group row) {
    if (content instanceof Clip clip) {
      put(clip, row);
    } else if (content instanceof Picture picture) {
      put(picture, row);
    } else {
      throw new AssertionError("no columns for a " + content.getClass());
    }
  }

  private static void put(Clip clip, Group row) {
    short[] samples = clip.samples();
    byte[] bytes = new byte[Math.multiplyExact(Short.BYTES, samples.length)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
    row.add(ShardSchema.SAMPLES, Binary.fromConstantByteArray(bytes));
    row.add(ShardSchema.LENGTH, samples.length);
  }

  private static void put(Picture picture, Group row) {
    row.add(ShardSchema.PIXELS, Binary.fromConstantByteArray(picture.pixels()));
    row.add(ShardSchema.HEIGHT, picture.rows());
    row.add(ShardSchema.WIDTH, picture.columns());
    row.add(ShardSchema.CHANNELS, picture.channels());
  }

  static Content take(CorpusContents contents, Group row) {
    return contents instanceof AudioContents audio ? clip(audio.sampleRate(), row) : picture(row);
  }

  private static Clip clip(int sampleRate, Group row) {
    ByteBuffer bytes = row.getBinary(ShardSchema.SAMPLES, 0).toByteBuffer();
    short[] samples = new short[row.getInteger(ShardSchema.LENGTH, 0)];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new Clip(sampleRate, samples);
  }

  private static Picture picture(Group row) {
    return new Picture(
        row.getInteger(ShardSchema.HEIGHT, 0),
        row.getInteger(ShardSchema.WIDTH, 0),
        row.getInteger(ShardSchema.CHANNELS, 0),
        row.getBinary(ShardSchema.PIXELS, 0).getBytes());
  }
}
