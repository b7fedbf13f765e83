package org.greedyinfomax.data.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.conversion.FrameSampling;
import org.greedyinfomax.data.conversion.PictureConverter;
import org.greedyinfomax.data.conversion.VideoSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of videos by FFmpeg's libraries, against the program that is made of them. */
final class FfmpegVideoTest {

  private static final String MOVING = "testsrc2=size=64x48:rate=30:duration=2";

  @TempDir private Path directory;

  /** What was taken of a video. */
  private record Taken(List<Picture> pictures, VideoSummary summary) {}

  /** Colours of less resolution are repeated; rounding may differ by a step or two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mkv  | 2.5 | 0 | -c:v ffv1 -pix_fmt bgr0
          mkv  | 30  | 0 | -c:v ffv1 -pix_fmt gray
          avi  | 7   | 0 | -c:v huffyuv -pix_fmt rgb24
          mov  | 1   | 0 | -c:v qtrle -pix_fmt rgb24
          avi  | 4   | 0 | -c:v rawvideo -pix_fmt bgr24
          mov  | 4   | 0 | -c:v qtrle -pix_fmt pal8 -vf format=rgb8,format=pal8
          mkv  | 3   | 2 | -c:v ffv1 -pix_fmt yuv444p
          mkv  | 3   | 2 | -c:v ffv1 -pix_fmt yuv422p -color_range pc
          avi  | 3   | 2 | -c:v rawvideo -pix_fmt yuyv422
          mp4  | 2.5 | 2 | -c:v mpeg4 -bf 2
          mp4  | 4   | 2 | -c:v libopenh264
          avi  | 60  | 2 | -c:v mjpeg -pix_fmt yuvj422p
          mkv  | 2   | 2 | -c:v ffv1 -pix_fmt yuv420p -colorspace bt709
          webm | 5   | 2 | -c:v libvpx -deadline realtime
          webm | 5   | 2 | -c:v libvpx-vp9 -deadline realtime -cpu-used 8
          mpg  | 3   | 2 | -c:v mpeg2video -bf 2
          flv  | 3   | 2 | -c:v flv1
          """)
  void givesTheFramesThatTheProgramShowsAtTheseTimes(
      String extension, double rate, int steps, String encoder) throws Exception {
    Path file = make("x." + extension, MOVING, encoder);

    List<Picture> expected = program(file, 64, 48, rate);
    Taken taken = take(Files.readAllBytes(file), rate);

    assertThat(taken.pictures()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(difference(taken.pictures().get(i), expected.get(i)))
          .as("picture %d", i)
          .isLessThanOrEqualTo(steps);
    }
    assertThat(taken.summary()).isEqualTo(new VideoSummary(64 * 48, taken.summary().remarks()));
    assertThat(taken.summary().remarks()).isEmpty();
  }

  @Test
  void framesOfUnequalLengthsAreTakenAtTheirTimes() throws Exception {
    Path file =
        make(
            "x.mkv",
            MOVING,
            "-vf select=lt(n\\,5)+not(mod(n\\,7)) -vsync vfr -c:v ffv1 -pix_fmt bgr0");

    List<Picture> expected = program(file, 64, 48, 12);
    List<Picture> pictures = take(Files.readAllBytes(file), 12).pictures();

    assertThat(pictures).hasSameSizeAs(expected).hasSizeGreaterThan(20);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(difference(pictures.get(i), expected.get(i))).as("picture %d", i).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"90", "180", "270"})
  void framesAreTurnedAsTheyAreShown(int angle) throws Exception {
    Path upright = make("x.mov", MOVING, "-c:v qtrle -pix_fmt rgb24");
    Path file = directory.resolve("turned.mov");
    FfmpegProgram.run(
        "-i",
        upright.toString(),
        "-c",
        "copy",
        "-metadata:s:v",
        "rotate=" + angle,
        file.toString());
    int columns = angle == 180 ? 64 : 48;

    Picture expected = program(file, columns, 112 - columns, 1).get(0);
    Picture picture = take(Files.readAllBytes(file), 1).pictures().get(0);

    assertThat(picture.columns()).isEqualTo(columns);
    assertThat(difference(picture, expected)).isZero();
    assertThat(picture.pixels())
        .isNotEqualTo(take(Files.readAllBytes(upright), 1).pictures().get(0).pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "x.mp4, -c:v mpeg4",
    "x.avi, -c:v mjpeg",
    "x.webm, -c:v libvpx -deadline realtime",
    "y.mp4, -c:v libopenh264",
    "x.mpg, -c:v mpeg2video",
    "x.mkv, -c:v ffv1"
  })
  void theSameBytesGiveTheSamePicturesOnEveryProcessor(String name, String encoder)
      throws Exception {
    byte[] file = Files.readAllBytes(make(name, MOVING, encoder));
    List<Picture> without = take(file, 4).pictures();
    List<Picture> with;
    assertThat(avutil.av_get_cpu_flags()).isZero();
    try {
      avutil.av_force_cpu_flags(-1);
      with = take(file, 4).pictures();
    } finally {
      avutil.av_force_cpu_flags(0);
    }

    assertThat(with)
        .extracting(picture -> Arrays.hashCode(picture.pixels()))
        .isEqualTo(without.stream().map(picture -> Arrays.hashCode(picture.pixels())).toList());
  }

  @Test
  void transparentPixelsArePutOnTheBackground() throws Exception {
    byte[] file =
        Files.readAllBytes(
            make("x.mkv", "color=red@0.5:size=32x32:rate=5:duration=1,format=rgba", "-c:v ffv1"));

    Taken taken = take(file, 1);

    assertThat(taken.pictures().get(0).pixels()).startsWith(255, 128, 128);
    assertThat(taken.summary().remarks()).containsExactly(Remark.COMPOSED);
    assertThatThrownBy(() -> take(file, converter(1, 10_000, Background.REJECT, 1, 0)))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "x has transparent pixels, such as the one in row 0 and column 0 of a frame"
                + " (ingest.background = white or black puts them on one)");
  }

  @Test
  void whatIsTooLongTooLargeOrTooSmallGivesNothing() throws Exception {
    byte[] file = Files.readAllBytes(make("x.mp4", MOVING, "-c:v mpeg4"));

    assertThatThrownBy(() -> take(file, converter(1, 10_000, Background.WHITE, 1, 1)))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "x is too long: it lasts more than the 1 s that are allowed (ingest.maxSeconds)");
    assertThat(take(file, converter(1, 10_000, Background.WHITE, 1, 2)).pictures()).hasSize(2);
    assertThatThrownBy(() -> take(file, converter(1, 3_071, Background.WHITE, 1, 0)))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "x is too large: it has frames of 64 x 48 pixels, but only 3071 are allowed"
                + " (ingest.maxPixels)");
    assertThatThrownBy(() -> take(file, converter(49, 10_000, Background.WHITE, 1, 0)))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("x is too small: it has 64 x 48 pixels");
  }

  @ParameterizedTest
  @CsvSource({"yuv420p10le, ffv1", "gray16le, ffv1", "gbrp12le, ffv1"})
  void otherDepthsThanEightBitsAreRejected(String format, String encoder) throws Exception {
    Path file = make("x.mkv", MOVING, "-c:v " + encoder + " -pix_fmt " + format);

    assertThatThrownBy(() -> take(Files.readAllBytes(file), 1))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "x has frames in the format %s, but only those of 8 bits can be read: convert it to"
                + " yuv420p",
            format);
  }

  @Test
  void aFileWithoutMovingPicturesIsRejected() throws Exception {
    Path file = directory.resolve("x.mp4");
    FfmpegProgram.run("-f", "lavfi", "-i", "sine=duration=0.2", "-c:a", "aac", file.toString());

    assertThatThrownBy(() -> take(Files.readAllBytes(file), 1))
        .hasMessage("x holds no moving pictures that can be decoded");
  }

  @ParameterizedTest
  @CsvSource({
    "x.avi, -c:v mjpeg",
    "x.mp4, -c:v mpeg4 -movflags +faststart",
    "x.mpg, -c:v mpeg2video"
  })
  void aVideoThatWasCutOffIsTakenAsFarAsItGoes(String name, String encoder) throws Exception {
    byte[] whole = Files.readAllBytes(make(name, MOVING, encoder));
    List<Picture> expected = take(whole, 30).pictures();

    Taken taken = take(Arrays.copyOf(whole, whole.length * 2 / 3), 30);

    assertThat(taken.pictures()).hasSizeBetween(10, expected.size() - 5);
    boolean isMpeg = name.endsWith("mpg"); // of whose last frame nobody knows whether it is whole
    for (int i = 0; i < taken.pictures().size() - (isMpeg ? 1 : 0); i++) {
      assertThat(difference(taken.pictures().get(i), expected.get(i))).as("picture %d", i).isZero();
    }
    if (!isMpeg) {
      assertThat(taken.summary().remarks()).containsExactly(Remark.CUT_OFF);
    }
  }

  @ParameterizedTest
  @CsvSource({"x.mp4, mpeg4, -c:v mpeg4", "x.mp4, h264, -c:v libopenh264"})
  void damageInTheMiddleGivesNothing(String name, String title, String encoder) throws Exception {
    byte[] file = Files.readAllBytes(make(name, MOVING, encoder));
    Arrays.fill(file, file.length / 2, file.length / 2 + 400, (byte) 0xa5);

    assertThatThrownBy(() -> take(file, 1))
        .isInstanceOf(BadFileException.class)
        .hasMessageMatching("x is damaged: after \\d+ frames its " + title + " cannot be decoded");
  }

  @Test
  void damagedVideosAreTakenOrRejectedAndNothingElse() throws Exception {
    Random random = new Random(3);
    List<byte[]> files = new ArrayList<>();
    files.add(Files.readAllBytes(make("x.mp4", MOVING, "-c:v libopenh264")));
    files.add(Files.readAllBytes(make("x.avi", MOVING, "-c:v mpeg4")));
    files.add(Files.readAllBytes(make("x.webm", MOVING, "-c:v libvpx -deadline realtime")));
    files.add(Files.readAllBytes(make("x.mpg", MOVING, "-c:v mpeg2video")));
    for (byte[] whole : files) {
      for (int i = 0; i < 20; i++) {
        byte[] damaged = whole.clone();
        for (int k = 0; k < 8; k++) {
          damaged[32 + random.nextInt((k < 2 ? 600 : damaged.length) - 32)] =
              (byte) random.nextInt();
        }
        try {
          take(damaged, converter(1, 1_000_000, Background.WHITE, 5, 10));
        } catch (BadFileException refused) {
          assertThat(refused).hasMessageStartingWith("x ");
        }
      }
    }
  }

  private Path make(String name, String source, String encoder) throws IOException {
    Path file = directory.resolve(name);
    List<String> options = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
    options.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact"));
    options.addAll(List.of(encoder.split(" ")));
    options.add(file.toString());
    FfmpegProgram.run(options.toArray(String[]::new));
    return file;
  }

  private static PictureConverter converter(
      int minSize, long maxPixels, Background background, double rate, int maxSeconds) {
    return new PictureConverter(
        3, minSize, 0, maxPixels, background, new FrameSampling(rate, maxSeconds));
  }

  private static Taken take(byte[] file, double rate) throws IOException, BadFileException {
    return take(file, converter(1, 10_000, Background.WHITE, rate, 0));
  }

  private static Taken take(byte[] file, PictureConverter converter)
      throws IOException, BadFileException {
    List<Picture> pictures = new ArrayList<>();
    try (MediaInput in = new BytesInput(file)) {
      VideoSummary summary =
          converter.convert(
              in,
              in.type().orElseThrow(),
              "x",
              (picture, number) -> {
                assertThat(number).isEqualTo(pictures.size());
                pictures.add(picture);
              });
      return new Taken(pictures, summary);
    }
  }

  private List<Picture> program(Path file, int columns, int rows, double rate) throws IOException {
    Path raw = directory.resolve("x.raw");
    FfmpegProgram.run(
        "-cpuflags",
        "0",
        "-i",
        file.toString(),
        "-vf",
        "fps=" + rate + ":round=up",
        "-sws_flags",
        "neighbor+accurate_rnd+full_chroma_int",
        "-vsync",
        "passthrough",
        "-pix_fmt",
        "rgb24",
        "-f",
        "rawvideo",
        raw.toString());
    byte[] bytes = Files.readAllBytes(raw);
    int size = columns * rows * 3;
    List<Picture> pictures = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += size) {
      pictures.add(new Picture(rows, columns, 3, Arrays.copyOfRange(bytes, at, at + size)));
    }
    return pictures;
  }

  private static int difference(Picture one, Picture other) {
    assertThat(one.rows()).isEqualTo(other.rows());
    int most = 0;
    for (int i = 0; i < one.pixels().length; i++) {
      int a = Byte.toUnsignedInt(one.pixels()[i]);
      int b = Byte.toUnsignedInt(other.pixels()[i]);
      most = Math.max(most, Math.abs(a - b));
    }
    return most;
  }
}
