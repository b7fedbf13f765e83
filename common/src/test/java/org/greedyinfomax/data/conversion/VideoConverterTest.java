package org.greedyinfomax.data.conversion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.VideoStream;
import org.greedyinfomax.data.ffmpeg.FfmpegProgram;
import org.greedyinfomax.data.media.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a video may do no more than: files of every kind are read in the tests of decoders. */
final class VideoConverterTest {

  private static final PictureConverter PICTURES =
      new PictureConverter(3, 1, 0, 10_000, Background.WHITE);

  @TempDir private Path directory;

  @Test
  void aVideoThatTakesTooMuchTimeOfAProcessorIsRejected() throws Exception {
    byte[] file = file("color=size=32x32:rate=5:duration=1");
    VideoConverter converter = new VideoConverter(PICTURES, new FrameSampling(1, 0), -1);

    assertThatThrownBy(() -> converter.convert(() -> open(file), "x", (picture, number) -> {}))
        .isInstanceOf(BadFileException.class)
        .hasMessageMatching(
            "x keeps its decoder busy for too long: for \\d+ s of processor time by now, of"
                + " \\d\\.\\d s of video; it is probably damaged");
  }

  @Test
  void aVideoOfWhichTooManyPicturesWouldBeTakenIsRejected() throws Exception {
    byte[] file = file("color=size=32x32:rate=1/5000:duration=10000");
    VideoConverter converter = new VideoConverter(PICTURES, new FrameSampling(120, 0));

    assertThatThrownBy(() -> converter.convert(() -> open(file), "x", (picture, number) -> {}))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "x is too long: more than 1000000 pictures would be taken of it; lower"
                + " ingest.framesPerSecond, or split it");
  }

  @Test
  void aVideoThatChangesBetweenItsTwoReadingsEndsTheIngest() throws Exception {
    byte[] file = file("testsrc2=size=32x32:rate=5:duration=2");
    AtomicInteger openings = new AtomicInteger();
    VideoConverter converter = new VideoConverter(PICTURES, new FrameSampling(1, 0));

    assertThatThrownBy(
            () ->
                converter.convert(
                    () -> open(openings.getAndIncrement() == 0 ? file : Arrays.copyOf(file, 40)),
                    "x",
                    (picture, number) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("x could be read once, but not a second time: it is damaged");
  }

  private static VideoStream open(byte[] file) throws IOException, BadFileException {
    ExtraDecoder decoder = ExtraDecoder.installed();
    return decoder.openVideo(
        new BytesInput(file), MediaType.MATROSKA, 10_000, Background.WHITE, "x");
  }

  private byte[] file(String source) throws IOException {
    Path file = directory.resolve("x.mkv");
    FfmpegProgram.run("-f", "lavfi", "-i", source, "-c:v", "ffv1", file.toString());
    return Files.readAllBytes(file);
  }
}
