package org.greedyinfomax.data.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FFmpeg's libraries, called from Java, against the program that is made of them. */
final class FfmpegStreamTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mp3  | 44100 | 2 | -c:a libmp3lame -b:a 96k | -c:a mp3
          mp3  | 16000 | 1 | -c:a libmp3lame -q:a 4   | -c:a mp3
          mp2  | 48000 | 2 | -c:a mp2                 | -c:a mp2
          ogg  | 44100 | 2 | -c:a vorbis -strict -2   |
          opus | 48000 | 1 | -c:a libopus -b:a 32k    |
          m4a  | 44100 | 2 | -c:a aac -b:a 96k        | -c:a aac_fixed
          m4a  | 44100 | 1 | -c:a alac                |
          aac  | 32000 | 1 | -c:a aac                 | -c:a aac_fixed
          aiff | 44100 | 2 | -c:a pcm_s16be           |
          aiff | 22050 | 1 | -c:a pcm_s24be           |
          au   | 8000  | 1 | -c:a pcm_mulaw           |
          caf  | 44100 | 2 | -c:a pcm_s16le           |
          caf  | 44100 | 2 | -c:a alac                |
          wv   | 44100 | 2 | -c:a wavpack             |
          amr  | 8000  | 1 | -c:a libopencore_amrnb   | -c:a libopencore_amrnb
          tta  | 44100 | 2 | -c:a tta                 |
          voc  | 8000  | 1 | -c:a pcm_u8              |
          wma  | 44100 | 2 | -c:a wmav2               |
          mka  | 44100 | 2 | -c:a flac                |
          mp4  | 44100 | 2 | -c:a ac3 -b:a 128k       | -c:a ac3_fixed
          webm | 48000 | 2 | -c:a libopus             |
          """)
  void givesTheSamplesThatTheProgramGives(
      String extension, int sampleRate, int channels, String encoder, String decoder)
      throws Exception {
    Path file = make("x." + extension, sampleRate, channels, encoder);

    try (AudioStream stream = open(Files.readAllBytes(file))) {
      assertThat(stream.sampleRate()).isEqualTo(sampleRate);
      assertThat(stream.channels()).isEqualTo(channels);
      assertThat(all(stream))
          .isEqualTo(
              FfmpegProgram.decode(file, decoder == null ? new String[0] : decoder.split(" ")));
      assertThat(stream.remarks()).isEmpty();
    }
  }

  @Test
  void computesWithoutVectorInstructions() throws Exception {
    open(Files.readAllBytes(make("x.mp3", 8_000, 1, "-c:a libmp3lame"))).close();

    assertThat(avutil.av_get_cpu_flags()).isZero();
  }

  /** Whole numbers have no order of sums: what a processor can do makes no difference to them. */
  @ParameterizedTest
  @CsvSource({
    "x.mp3, -c:a libmp3lame",
    "x.mp2, -c:a mp2",
    "x.m4a, -c:a aac",
    "x.mp4, -c:a ac3",
    "x.amr, -c:a libopencore_amrnb",
    "y.m4a, -c:a alac",
    "x.wv, -c:a wavpack",
    "x.tta, -c:a tta"
  })
  void decodersOfWholeNumbersGiveTheSameOnEveryProcessor(String name, String encoder)
      throws Exception {
    int rate = name.endsWith("amr") ? 8_000 : 44_100;
    byte[] file = Files.readAllBytes(make(name, rate, 1, encoder));
    double[] without = all(open(file));
    double[] with;
    try {
      avutil.av_force_cpu_flags(-1);
      assertThat(avutil.av_get_cpu_flags()).isNotZero();
      with = all(open(file));
    } finally {
      avutil.av_force_cpu_flags(0);
    }

    assertThat(with).isEqualTo(without);
  }

  @Test
  void readsManyFilesAtATimeAndOneAfterAnother() throws Exception {
    byte[] file = Files.readAllBytes(make("x.mp3", 16_000, 1, "-c:a libmp3lame"));
    double[] expected = all(open(file));
    ExecutorService threads = Executors.newFixedThreadPool(24);
    List<Future<double[]>> decoded = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Callable<double[]> task = () -> all(open(file));
        decoded.add(threads.submit(task));
      }
      for (Future<double[]> one : decoded) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFileThatWasCutOffIsReadAsFarAsItGoesAndCounted() throws Exception {
    byte[] whole = Files.readAllBytes(make("x.aiff", 44_100, 1, "-c:a pcm_s16be"));
    double[] expected = all(open(whole));

    try (AudioStream stream = open(Arrays.copyOf(whole, whole.length / 2))) {
      double[] samples = all(stream);

      assertThat(samples.length).isBetween(1, expected.length - 1);
      assertThat(samples).isEqualTo(Arrays.copyOf(expected, samples.length));
      assertThat(stream.remarks()).containsExactly(Remark.CUT_OFF);
    }
  }

  @Test
  void damageInTheMiddleIsNoEnd() throws Exception {
    byte[] file = Files.readAllBytes(make("x.m4a", 44_100, 1, "-c:a alac"));
    Arrays.fill(file, file.length / 3, file.length / 3 + 400, (byte) 0xa5);

    assertThatThrownBy(() -> all(open(file)))
        .isInstanceOf(BadFileException.class)
        .hasMessageMatching("x is damaged: after \\d+ samples its alac cannot be decoded");
  }

  @Test
  void damagedFilesAreReadOrRefusedAndNothingElse() throws Exception {
    java.util.Random random = new java.util.Random(3);
    for (String name : List.of("x.mp3", "x.m4a", "x.ogg", "x.wv", "x.aiff", "x.webm")) {
      byte[] whole =
          Files.readAllBytes(
              make(name, 48_000, 1, name.endsWith("ogg") ? "-c:a vorbis -strict -2 -ac 2" : ""));
      for (int i = 0; i < 60; i++) {
        byte[] damaged = whole.clone();
        for (int k = 0; k < 8; k++) {
          damaged[random.nextInt(k < 2 ? Math.min(600, damaged.length) : damaged.length)] =
              (byte) random.nextInt();
        }
        try {
          all(open(damaged));
        } catch (BadFileException refused) {
          assertThat(refused).hasMessageStartingWith("x ");
        }
      }
    }
  }

  @Test
  void failuresOfReadingAreThrownAsTheyAre() throws Exception {
    byte[] file = Files.readAllBytes(make("x.aiff", 44_100, 1, "-c:a pcm_s16be"));
    MediaInput broken =
        new MediaInput() {
          @Override
          public long length() {
            return file.length;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int count)
              throws IOException, BadFileException {
            if (position > 4_096) {
              throw new IOException("the disk is gone");
            }
            return new BytesInput(file).read(position, buffer, offset, Math.min(count, 4_096));
          }

          @Override
          public void close() {
            // nothing was opened
          }
        };

    assertThatThrownBy(() -> all(AudioDecoder.open(broken, "x")))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void aVideoWithoutSoundIsRefused() throws Exception {
    Path file = directory.resolve("x.mp4");
    FfmpegProgram.run(
        "-f", "lavfi", "-i", "color=size=64x64:duration=0.2", "-c:v", "mpeg4", file.toString());

    assertThatThrownBy(() -> open(Files.readAllBytes(file)))
        .hasMessage("x holds no sound that can be decoded");
  }

  /** Such files name others; whoever opened these would read what a stranger wants. */
  @Test
  void filesThatNameOthersOpenNone() throws Exception {
    Path secret = make("secret.mp3", 16_000, 1, "-c:a libmp3lame");
    for (String list :
        List.of(
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://" + secret + "\n",
            "ffconcat version 1.0\nfile '" + secret + "'\n")) {
      assertThatThrownBy(() -> open(list.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isInstanceOf(BadFileException.class)
          .hasMessageStartingWith("x is not audio that can be read");
    }
  }

  @Test
  void speechInNistSphereIsRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    String header =
        """
        NIST_1A
           1024
        sample_count -i 400
        sample_n_bytes -i 2
        channel_count -i 1
        sample_byte_format -s2 10
        sample_rate -i 16000
        sample_coding -s3 pcm
        end_head
        """;
    out.writeBytes(header + " ".repeat(1024 - header.length()));
    for (int i = 0; i < 400; i++) {
      out.writeShort(i * 50);
    }

    double[] samples = all(open(bytes.toByteArray()));

    assertThat(samples).hasSize(400);
    assertThat(samples[399]).isEqualTo(399 * 50 / 32768.0);
  }

  private Path make(String name, int sampleRate, int channels, String encoder) throws IOException {
    return FfmpegProgram.make(
        directory.resolve(name),
        sampleRate,
        channels,
        encoder.isEmpty() ? new String[0] : encoder.split(" "));
  }

  private static AudioStream open(byte[] file) throws IOException, BadFileException {
    return AudioDecoder.open(new BytesInput(file), "x");
  }

  /** Reads all samples, in blocks of a size that divides nothing, and closes the stream. */
  private static double[] all(AudioStream stream) throws IOException, BadFileException {
    double[] all = new double[0];
    try (stream) {
      double[] block = new double[701 * stream.channels()];
      for (int count = stream.read(block); count > 0; count = stream.read(block)) {
        int before = all.length;
        all = Arrays.copyOf(all, before + count * stream.channels());
        System.arraycopy(block, 0, all, before, count * stream.channels());
      }
    }
    return all;
  }
}
