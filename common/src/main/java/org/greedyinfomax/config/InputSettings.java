package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.model.spec.SampleShape;

/** Settings of what the network receives: crops of recordings, or patches of images. */
public sealed interface InputSettings extends Serializable {

  /** Returns what a corpus must hold for such a network. */
  ContentKind kind();

  /**
   * Returns what the lowest module receives of a training sample, of the largest if they differ.
   */
  SampleShape sample();

  /** Returns what training samples there are, the smallest first: a mini-batch has one of them. */
  default List<SampleShape> samples() {
    return List.of(sample());
  }

  /**
   * Returns whether weights that were trained with another input mean the same with this one, so
   * that nothing but the size of crops and their augmentation differs.
   */
  boolean takesWeightsOf(InputSettings other);

  /** Returns what belongs to these settings: each kind of input has one case, and none is left. */
  <R> R match(Function<Audio, R> audio, Function<Images, R> images);

  /** Returns whether each recording is normalized by itself, and not by the corpus. */
  default boolean isNormalizedByRecording() {
    return false;
  }

  /**
   * Crops of recordings.
   *
   * @param sampleRate of the corpus in Hz, at least 1
   * @param cropSamples length of a training sample in audio samples, at least 1, or up to 100
   *     lengths, rising, of which every mini-batch has one
   * @param normalization whose mean and standard deviation the samples are normalized by
   */
  record Audio(int sampleRate, List<Integer> cropSamples, Statistics normalization)
      implements InputSettings {

    /**
     * The least standard deviation that a recording is divided by, as a fraction of full scale: a
     * step of 16 bits, so that silence stays silence.
     */
    public static final double LEAST_DEVIATION = 1 / 32768.0;

    private static final int MOST_LENGTHS = 100;

    /** Of what a mean and a standard deviation are. */
    public enum Statistics {
      /** Of all recordings of the corpus that is trained on. */
      CORPUS,
      /** Of each recording, the whole of it. */
      RECORDING
    }

    /** Crops of one length. */
    public Audio(int sampleRate, int cropSamples, Statistics normalization) {
      this(sampleRate, List.of(cropSamples), normalization);
    }

    /** Crops of one length that are normalized by the statistics of the corpus. */
    public Audio(int sampleRate, int cropSamples) {
      this(sampleRate, cropSamples, Statistics.CORPUS);
    }

    public Audio {
      Check.argument(sampleRate >= 1, "sampleRate must be at least 1, but is %d", sampleRate);
      Check.argument(
          !cropSamples.isEmpty() && cropSamples.size() <= MOST_LENGTHS,
          "cropSamples must have 1 to %d lengths, but has %d",
          MOST_LENGTHS,
          cropSamples.size());
      cropSamples = List.copyOf(cropSamples);
      Check.argument(
          cropSamples.get(0) >= 1, "cropSamples must be at least 1, but is %d", cropSamples.get(0));
      for (int i = 1; i < cropSamples.size(); i++) {
        Check.argument(
            cropSamples.get(i) > cropSamples.get(i - 1),
            "cropSamples must rise from length to length, but %d follows %d",
            cropSamples.get(i),
            cropSamples.get(i - 1));
      }
    }

    /** The mean of all lengths, which are drawn equally often, in audio samples. */
    public double meanCropSamples() {
      return cropSamples.stream().mapToInt(length -> length).average().orElseThrow();
    }

    @Override
    public ContentKind kind() {
      return ContentKind.AUDIO;
    }

    @Override
    public SampleShape.Sequence sample() {
      return sample(cropSamples.get(cropSamples.size() - 1));
    }

    @Override
    public List<SampleShape> samples() {
      return cropSamples.stream().<SampleShape>map(Audio::sample).toList();
    }

    private static SampleShape.Sequence sample(int length) {
      return new SampleShape.Sequence(length, 1);
    }

    @Override
    public boolean takesWeightsOf(InputSettings other) {
      return other instanceof Audio audio && audio.sampleRate == sampleRate;
    }

    @Override
    public <R> R match(Function<Audio, R> audio, Function<Images, R> images) {
      return audio.apply(this);
    }

    @Override
    public boolean isNormalizedByRecording() {
      return normalization == Statistics.RECORDING;
    }
  }

  /**
   * Crops of images, cut into overlapping patches.
   *
   * @param cropSize rows and columns of a training sample, at least patchSize
   * @param channels 1 (grey) or 3 (colour)
   * @param patchSize rows and columns of a patch, at least 1
   * @param patchStride positions from a patch to the next, in 1..patchSize
   * @param flip whether half of the training samples are mirrored
   */
  record Images(int cropSize, int channels, int patchSize, int patchStride, boolean flip)
      implements InputSettings {

    public Images {
      Check.argument(patchSize >= 1, "patchSize must be at least 1, but is %d", patchSize);
      Check.argument(
          patchStride >= 1 && patchStride <= patchSize,
          "patchStride must lie in 1..patchSize (%d), but is %d",
          patchSize,
          patchStride);
      Check.argument(
          cropSize >= patchSize && (cropSize - patchSize) % patchStride == 0,
          "cropSize must be patchSize (%d) and some times patchStride (%d), but is %d",
          patchSize,
          patchStride,
          cropSize);
      Check.argument(
          channels == 1 || channels == 3,
          "channels must be 1 (grey) or 3 (colour), but is %d",
          channels);
    }

    /** Rows, and columns, of patches. */
    public int grid() {
      return (cropSize - patchSize) / patchStride + 1;
    }

    @Override
    public ContentKind kind() {
      return ContentKind.IMAGES;
    }

    @Override
    public SampleShape.Patches sample() {
      return new SampleShape.Patches(grid(), grid(), patchSize, patchSize, channels);
    }

    @Override
    public boolean takesWeightsOf(InputSettings other) {
      return other instanceof Images images
          && images.channels == channels
          && images.patchSize == patchSize
          && images.patchStride == patchStride;
    }

    @Override
    public <R> R match(Function<Audio, R> audio, Function<Images, R> images) {
      return images.apply(this);
    }
  }
}
