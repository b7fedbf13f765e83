package org.greedyinfomax.bench.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.greedyinfomax.Channel;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.LengthLimits;
import org.greedyinfomax.data.wav.WavWriter;

/**
 * What ingesting takes of a processor for a recording of ten minutes: decoding, mixing channels,
 * and changing the rate, without Spark and disks. Recordings are noise; what is measured does not
 * depend on what is heard.
 */
public final class AudioBenchmark {

  private static final int SECONDS = 600;

  /** As ingest.segmentSeconds is by default. */
  private static final LengthLimits LIMITS = new LengthLimits(0, 300);

  private static final List<Conversion> CONVERSIONS =
      List.of(
          new Conversion(16_000, 1, 16_000),
          new Conversion(44_100, 1, 16_000),
          new Conversion(44_100, 2, 16_000),
          new Conversion(48_000, 1, 16_000),
          new Conversion(22_050, 1, 16_000),
          new Conversion(8_000, 1, 16_000),
          new Conversion(44_101, 1, 16_000));

  /** From 16-bit WAV of a rate and so many channels to another rate. */
  private record Conversion(int from, int channels, int to) {}

  /**
   * Measures. Conversions take turns; a turn before the first lets Java compile.
   *
   * @param repeats of every measurement, at least 1
   */
  public AudioReport run(int repeats) throws IOException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Map<Conversion, List<Elapsed>> times = new LinkedHashMap<>();
    for (int i = 0; i < 1 + repeats; i++) {
      for (Conversion conversion : CONVERSIONS) {
        byte[] file = file(conversion);
        Elapsed elapsed = Elapsed.meanOfGoes(0, () -> convert(file, conversion));
        if (i > 0) {
          times.computeIfAbsent(conversion, none -> new ArrayList<>()).add(elapsed);
        }
      }
    }
    List<AudioReport.Row> rows = new ArrayList<>();
    times.forEach(
        (conversion, measured) ->
            rows.add(
                new AudioReport.Row(
                    conversion.from(),
                    conversion.channels(),
                    conversion.to(),
                    Elapsed.each(measured, Elapsed::processor))));
    return new AudioReport(AudioReport.VERSION, SECONDS, repeats, rows);
  }

  private static byte[] file(Conversion conversion) throws IOException {
    Random random = new Random(1);
    short[] samples = new short[SECONDS * conversion.from() * conversion.channels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextInt(20_000) - 10_000);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    WavWriter.write(file, conversion.from(), conversion.channels(), samples);
    return file.toByteArray();
  }

  private static void convert(byte[] file, Conversion conversion) {
    try {
      new AudioConverter(conversion.to(), 1, Channel.MIX, LIMITS)
          .convert(
              () -> AudioDecoder.open(new BytesInput(file), "noise"),
              "noise",
              (clip, second) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadFileException impossible) {
      throw new AssertionError("what was just written can be read", impossible);
    }
  }
}
