package org.greedyinfomax.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.LengthSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.ingest.shard.IngestOptions;

/** A folder of recordings for tests, beside the place for their corpus. */
public final class Recordings {

  static final int RATE = 8_000;
  static final LabelSettings NO_LABELS = new LabelSettings("", "", "");

  private final Path parent;

  public Recordings(Path parent) {
    this.parent = parent;
  }

  public String input() {
    return parent.resolve("in").toString();
  }

  public Path output() {
    return parent.resolve("out");
  }

  /** Options that convert nothing, label nothing and bear no bad file. */
  IngestOptions options() {
    return options(RATE, 0, NO_LABELS);
  }

  IngestOptions options(int sampleRate, double maxBadFraction, LabelSettings labels) {
    return new IngestOptions(
        List.of(input()),
        output().toString(),
        false,
        sampleRate,
        settings(Layout.FILES, 1, maxBadFraction, labels, Map.of()));
  }

  IngestOptions libriSpeech(Map<String, String> splits) {
    return new IngestOptions(
        List.of(input()),
        output().toString(),
        false,
        0,
        settings(Layout.LIBRISPEECH, 1, 0, NO_LABELS, splits));
  }

  static IngestSettings settings(
      Layout layout,
      int minSamples,
      double maxBadFraction,
      LabelSettings labels,
      Map<String, String> splits) {
    return new IngestSettings(
        ContentKind.AUDIO,
        layout,
        "",
        minSamples,
        Channel.MIX,
        new LengthSettings(0, 0),
        new PictureSettings(3, 1, 0, 1, Background.WHITE, 0),
        maxBadFraction,
        labels,
        splits);
  }

  /** Writes noise of as many samples; the name decides which. */
  public short[] wav(String name, int samples) throws IOException {
    short[] noise = noise(name, samples);
    wav(name, RATE, noise);
    return noise;
  }

  void wav(String name, int sampleRate, short[] samples) throws IOException {
    try (OutputStream out = Files.newOutputStream(file(name))) {
      WavWriter.write(out, sampleRate, samples);
    }
  }

  /** Writes a FLAC file of 5000 samples at 16 kHz. */
  void flac(String name) throws IOException {
    try (InputStream in = Recordings.class.getResourceAsStream("mono-16.flac")) {
      Files.copy(in, file(name));
    }
  }

  void bytes(String name, byte[] content) throws IOException {
    Files.write(file(name), content);
  }

  /** Writes a text beside the recordings and returns its path. */
  String text(String name, String content) throws IOException {
    return Files.writeString(parent.resolve(name), content).toString();
  }

  private Path file(String name) throws IOException {
    Path file = parent.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private static short[] noise(String name, int samples) {
    Random random = new Random(name.hashCode());
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) random.nextInt();
    }
    return noise;
  }
}
