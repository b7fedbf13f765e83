package org.greedyinfomax.model.spec;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * The shape of one sample between two modules: a sequence of frames, or a grid of patches. Tensors
 * of a batch have its axes after the sample's.
 */
public sealed interface SampleShape extends Serializable {

  /** Numbers to a frame or a position. */
  int channels();

  /** Vectors that the loss compares: frames, or patches. */
  int places();

  /** Names and lengths of a sample's axes, in order. */
  List<Axis> axes();

  /** An axis of a sample. */
  record Axis(String name, int length) implements Serializable {}

  /** Shape of a tensor that holds so many samples. */
  default int[] batch(int samples) {
    return IntStream.concat(IntStream.of(samples), axes().stream().mapToInt(Axis::length))
        .toArray();
  }

  /** Numbers of one sample. */
  default int size() {
    int size = 1;
    for (Axis axis : axes()) {
      size = Math.multiplyExact(size, axis.length());
    }
    return size;
  }

  /**
   * Frames in the order of time: {@code [batch, time, channel]}.
   *
   * @param frames 0 if nothing comes out of a layer, because too little goes in
   */
  record Sequence(int frames, int channels) implements SampleShape {

    public Sequence {
      Check.argument(
          frames >= 0 && channels >= 1,
          "a sequence has frames of channels, but has %d and %d",
          frames,
          channels);
    }

    @Override
    public int places() {
      return frames;
    }

    @Override
    public List<Axis> axes() {
      return List.of(new Axis("frames", frames), new Axis("channels", channels));
    }

    @Override
    public String toString() {
      return Text.format("%d frames of %d channels", frames, channels);
    }
  }

  /**
   * An image cut into overlapping patches, each of which is encoded by itself: {@code [batch, grid
   * row, grid column, row, column, channel]}.
   *
   * @param gridRows rows of patches, at least 1
   * @param gridColumns columns of patches, at least 1
   * @param rows of each patch; 0 if nothing comes out of a layer, because too little goes in
   * @param columns of each patch, likewise
   * @param channels of each position, at least 1
   */
  record Patches(int gridRows, int gridColumns, int rows, int columns, int channels)
      implements SampleShape {

    public Patches {
      Check.argument(
          gridRows >= 1 && gridColumns >= 1 && rows >= 0 && columns >= 0 && channels >= 1,
          "an image has a grid of patches of rows, columns and channels, but has %d x %d, %d, %d"
              + " and %d",
          gridRows,
          gridColumns,
          rows,
          columns,
          channels);
    }

    @Override
    public int places() {
      return gridRows * gridColumns;
    }

    @Override
    public List<Axis> axes() {
      return List.of(
          new Axis("gridRows", gridRows),
          new Axis("gridColumns", gridColumns),
          new Axis("rows", rows),
          new Axis("columns", columns),
          new Axis("channels", channels));
    }

    @Override
    public String toString() {
      return Text.format(
          "%d x %d patches of %d x %d positions of %d channels",
          gridRows, gridColumns, rows, columns, channels);
    }
  }
}
