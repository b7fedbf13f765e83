package org.greedyinfomax.ingest.shard;

import java.io.IOException;
import java.util.OptionalInt;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.SegmentKey;
import org.greedyinfomax.data.conversion.ClipSink;
import org.greedyinfomax.data.conversion.FrameSink;

/**
 * Writes what becomes of one source row: a row of a shard, or one for each segment or frame of it.
 */
public final class RowPieces implements ClipSink, FrameSink {

  private final SourceRow source;
  private final RowSink sink;
  private final RowMemory memory;
  private ContentSums sums;
  private long rows;
  private long bytes;
  private long millis;

  /**
   * Begins.
   *
   * @param none sums over nothing
   */
  RowPieces(SourceRow source, RowSink sink, RowMemory memory, ContentSums none) {
    this.source = source;
    this.sink = sink;
    this.memory = memory;
    this.sums = none;
  }

  @Override
  public void expect(long samples, int sampleRate) {
    memory.require(samples, sampleRate, source.name());
  }

  /** Is told, while a member of an archive is read, how many bytes of it are in memory. */
  public void holdsOfMember(long memberBytes) {
    memory.requireMember(memberBytes, source.name());
  }

  @Override
  public void accept(Clip clip, OptionalInt second) throws IOException {
    write(
        second.isEmpty()
            ? source.key()
            : new SegmentKey(source.key(), second.getAsInt()).toString(),
        clip);
    bytes += 2L * clip.samples().length;
    millis += clip.samples().length * 1000L / clip.sampleRate();
  }

  /** Takes a picture, which is a row. */
  public void accept(Picture picture) throws IOException {
    write(source.key(), picture);
    bytes += picture.pixels().length;
  }

  @Override
  public void accept(Picture picture, int number) throws IOException {
    write(new SegmentKey(source.key(), number).toString(), picture);
    bytes += picture.pixels().length;
  }

  private void write(String key, Content content) throws IOException {
    ShardTask.stopIfKilled();
    sink.write(key, content, source.labels());
    sums = sums.plus(content, source.name());
    rows++;
  }

  /** Returns sums over all contents. */
  ContentSums sums() {
    return sums;
  }

  /** Returns how many rows were written. */
  long rows() {
    return rows;
  }

  /** Returns how many bytes their contents have. */
  long bytes() {
    return bytes;
  }

  /** Returns how long recordings last together, in milliseconds. */
  long millis() {
    return millis;
  }
}
