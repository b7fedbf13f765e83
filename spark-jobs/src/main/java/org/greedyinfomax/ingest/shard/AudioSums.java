package org.greedyinfomax.ingest.shard;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.greedyinfomax.Check;
import org.greedyinfomax.corpus.AudioContents;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;

/**
 * Sums over recordings.
 *
 * @param samples of all recordings
 * @param rates a file of each sample rate
 */
record AudioSums(SampleSums samples, NavigableMap<Integer, String> rates) implements ContentSums {

  static final AudioSums NONE = new AudioSums(SampleSums.NONE, new TreeMap<>());

  private static final double FULL_SCALE = 32768;

  AudioSums {
    rates = new TreeMap<>(rates);
  }

  /**
   * Sums over one recording.
   *
   * @param name of its file
   */
  static AudioSums of(Clip clip, String name) {
    NavigableMap<Integer, String> rate = new TreeMap<>();
    rate.put(clip.sampleRate(), name);
    return new AudioSums(SampleSums.of(clip.samples()), rate);
  }

  @Override
  public AudioSums plus(Content content, String name) {
    return plus(of((Clip) content, name));
  }

  @Override
  public AudioSums plus(ContentSums other) {
    AudioSums more = (AudioSums) other;
    NavigableMap<Integer, String> all = new TreeMap<>(rates);
    more.rates.forEach(all::putIfAbsent);
    return new AudioSums(samples.plus(more.samples), all);
  }

  @Override
  public AudioContents contents() {
    Check.argument(
        rates.size() == 1,
        "the files have different sample rates, such as %d Hz (%s) and %d Hz (%s): set"
            + " input.sampleRate to the rate that they should be converted to",
        rates.firstKey(),
        rates.firstEntry().getValue(),
        rates.lastKey(),
        rates.lastEntry().getValue());
    return new AudioContents(rates.firstKey(), samples.count());
  }

  @Override
  public List<Double> mean() {
    return List.of(samples.mean(FULL_SCALE));
  }

  @Override
  public List<Double> standardDeviation() {
    return List.of(samples.standardDeviation(FULL_SCALE));
  }
}
