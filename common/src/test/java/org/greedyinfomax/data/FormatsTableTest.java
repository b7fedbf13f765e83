package org.greedyinfomax.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greedyinfomax.Background;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.DecodableTypes;
import org.greedyinfomax.data.conversion.FrameSampling;
import org.greedyinfomax.data.conversion.PictureConverter;
import org.greedyinfomax.data.ffmpeg.FfmpegDecoder;
import org.greedyinfomax.data.ffmpeg.FfmpegProgram;
import org.greedyinfomax.data.image.PictureDecoder;
import org.greedyinfomax.data.media.MediaType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of docs/formats.md say what is found here: of each kind of file one is made by the
 * program ffmpeg, read, and compared with what that program reads.
 */
@Tag("slow")
final class FormatsTableTest {

  private static final Path DOCS = Path.of(System.getProperty("project.root"), "docs/formats.md");

  @TempDir private Path directory;

  @AfterEach
  void switchOn() {
    System.clearProperty(FfmpegDecoder.SWITCH);
  }

  /**
   * Name of the row, extension, rate, channels, options that make it, and the decoder to compare
   * with, if that is not the program's own choice: of AMR, the one that is as the standard says.
   */
  private static final String RECORDINGS =
      """
      WAV, PCM of 8 bits | wav | 8000 | 1 | -c:a pcm_u8
      WAV, PCM of 16 bits | wav | 44100 | 2 | -c:a pcm_s16le
      WAV, PCM of 24 bits | wav | 48000 | 2 | -c:a pcm_s24le
      WAV, PCM of 32 bits | wav | 48000 | 1 | -c:a pcm_s32le
      WAV, floating point of 32 bits | wav | 44100 | 1 | -c:a pcm_f32le
      WAV, floating point of 64 bits | wav | 44100 | 1 | -c:a pcm_f64le
      WAV, A-law | wav | 8000 | 1 | -c:a pcm_alaw
      WAV, mu-law | wav | 8000 | 1 | -c:a pcm_mulaw
      WAV, ADPCM of Microsoft | wav | 22050 | 1 | -c:a adpcm_ms
      WAV, ADPCM of IMA | wav | 22050 | 2 | -c:a adpcm_ima_wav
      WAV, MP3 | wav | 44100 | 2 | -c:a libmp3lame
      WAV, G.722 | wav | 16000 | 1 | -c:a g722
      RF64, PCM of 16 bits | wav | 44100 | 2 | -rf64 always -c:a pcm_s16le
      Wave64, PCM of 16 bits | w64 | 44100 | 2 | -c:a pcm_s16le
      FLAC, 16 bits | flac | 44100 | 2 | -c:a flac -sample_fmt s16
      FLAC, 24 bits | flac | 48000 | 2 | -c:a flac -sample_fmt s32
      Ogg, FLAC | ogg | 44100 | 2 | -c:a flac
      Ogg, Vorbis | ogg | 44100 | 2 | -c:a vorbis -strict -2
      Ogg, Opus | opus | 48000 | 2 | -c:a libopus
      Ogg, Speex | ogg | 16000 | 1 | -c:a libspeex
      MP3, MPEG 1, 44.1 kHz | mp3 | 44100 | 2 | -c:a libmp3lame -b:a 128k
      MP3, MPEG 2, 16 kHz | mp3 | 16000 | 1 | -c:a libmp3lame -b:a 32k
      MP2 | mp2 | 48000 | 2 | -c:a mp2
      AAC, ADTS | aac | 44100 | 2 | -c:a aac
      M4A, AAC | m4a | 44100 | 2 | -c:a aac
      M4A, ALAC | m4a | 44100 | 2 | -c:a alac
      AIFF, PCM of 16 bits | aiff | 44100 | 2 | -c:a pcm_s16be
      AIFF, PCM of 24 bits | aiff | 44100 | 1 | -c:a pcm_s24be
      AIFF-C, floating point | aiff | 44100 | 1 | -c:a pcm_f32be
      AU, PCM of 16 bits | au | 16000 | 1 | -c:a pcm_s16be
      AU, mu-law | au | 8000 | 1 | -c:a pcm_mulaw
      CAF, PCM of 16 bits | caf | 44100 | 2 | -c:a pcm_s16le
      CAF, ALAC | caf | 44100 | 2 | -c:a alac
      WavPack | wv | 44100 | 2 | -c:a wavpack
      TTA | tta | 44100 | 2 | -c:a tta
      Creative Voice | voc | 8000 | 1 | -c:a pcm_u8
      AMR, narrow band | amr | 8000 | 1 | -c:a libopencore_amrnb | libopencore_amrnb
      AMR, wide band | amr | 16000 | 1 | -c:a libvo_amrwbenc | libopencore_amrwb
      3GP, AMR | 3gp | 8000 | 1 | -c:a libopencore_amrnb | libopencore_amrnb
      Windows Media, WMA 2 | wma | 44100 | 2 | -c:a wmav2
      Matroska, FLAC | mka | 44100 | 2 | -c:a flac
      WebM, Opus | webm | 48000 | 2 | -c:a libopus
      MP4, AAC beside video | mp4 | 44100 | 2 | -f lavfi -i color=size=64x64:duration=0.5 -c:v mpeg4 -c:a aac
      MP4, AC-3 | mp4 | 48000 | 2 | -c:a ac3
      QuickTime, PCM of 16 bits | mov | 44100 | 2 | -c:a pcm_s16le
      AVI, MP3 | avi | 44100 | 2 | -c:a libmp3lame
      Flash Video, MP3 | flv | 44100 | 2 | -c:a libmp3lame
      AC-3 by itself | ac3 | 48000 | 2 | -c:a ac3
      """;

  private static final String PICTURES =
      """
      JPEG, colour | jpg | -pix_fmt yuvj444p -q:v 3
      JPEG, grey | jpg | -pix_fmt gray -q:v 3
      PNG, colour of 8 bits | png | -pix_fmt rgb24
      PNG, grey | png | -pix_fmt gray
      PNG, 16 bits | png | -pix_fmt rgb48be
      PNG, palette | png | -vf format=rgb8,format=pal8 -pix_fmt pal8
      PNG, with opaque alpha | png | -pix_fmt rgba
      BMP, 24 bits | bmp | -pix_fmt bgr24
      BMP, palette | bmp | -pix_fmt pal8
      GIF | gif | -pix_fmt rgb8
      WebP, lossless | webp | -c:v libwebp -lossless 1 -pix_fmt bgra
      WebP, lossy | webp | -c:v libwebp -q:v 80
      TIFF, uncompressed | tiff | -compression_algo raw -pix_fmt rgb24
      TIFF, LZW | tiff | -compression_algo lzw -pix_fmt rgb24
      TIFF, Deflate | tiff | -compression_algo deflate -pix_fmt rgb24
      JPEG 2000 | jp2 | -pix_fmt rgb24
      PNM | ppm | -pix_fmt rgb24
      Targa | tga | -pix_fmt bgr24
      """;

  private static final String VIDEOS =
      """
      MP4, H.264 | mp4 | -c:v libopenh264
      MP4, MPEG-4 | mp4 | -c:v mpeg4 -bf 2
      QuickTime, Motion JPEG | mov | -c:v mjpeg -pix_fmt yuvj422p
      QuickTime, Animation | mov | -c:v qtrle -pix_fmt rgb24
      WebM, VP8 | webm | -c:v libvpx -deadline realtime
      WebM, VP9 | webm | -c:v libvpx-vp9 -deadline realtime -cpu-used 8
      Matroska, FFV1, red, green and blue | mkv | -c:v ffv1 -pix_fmt bgr0
      Matroska, FFV1, BT.709 | mkv | -c:v ffv1 -pix_fmt yuv444p -colorspace bt709
      Matroska, FFV1, 10 bits | mkv | -c:v ffv1 -pix_fmt yuv420p10le
      AVI, MPEG-4 | avi | -c:v mpeg4
      AVI, Motion JPEG | avi | -c:v mjpeg -pix_fmt yuvj420p
      AVI, uncompressed | avi | -c:v rawvideo -pix_fmt bgr24
      MPEG, MPEG-2 | mpg | -c:v mpeg2video -bf 2
      MPEG, MPEG-1 | mpg | -c:v mpeg1video
      Flash Video, Sorenson | flv | -c:v flv1
      Windows Media, WMV 2 | wmv | -c:v wmv2
      """;

  @Test
  void tableOfRecordings() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String line : RECORDINGS.lines().toList()) {
      String[] row = line.split(" \\| ", -1);
      Path file = directory.resolve("x." + row[1]);
      FfmpegProgram.make(
          file, Integer.parseInt(row[2]), Integer.parseInt(row[3]), row[4].split(" "));
      System.setProperty(FfmpegDecoder.SWITCH, "false");
      String[] decoder = row.length > 5 ? new String[] {"-c:a", row[5]} : new String[0];
      String without = heard(file, decoder);
      System.clearProperty(FfmpegDecoder.SWITCH);
      rows.add("| " + row[0] + " | " + without + " | " + heard(file, decoder) + " |");
      Files.delete(file);
    }

    assertThat(documented("recordings")).isEqualTo(String.join("\n", rows));
  }

  @Test
  void tableOfPictures() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String line : PICTURES.lines().toList()) {
      String[] row = line.split(" \\| ", -1);
      Path file = directory.resolve("x." + row[1]);
      List<String> options =
          new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=size=48x32:duration=1:rate=1"));
      options.addAll(List.of("-frames:v", "1", "-update", "1"));
      options.addAll(List.of(row[2].split(" ")));
      options.add(file.toString());
      if (row[1].equals("gif")) {
        options.remove("-update");
        options.remove("1");
      }
      FfmpegProgram.run(options.toArray(String[]::new));
      rows.add("| " + row[0] + " | " + seen(file) + " |");
      Files.delete(file);
    }

    assertThat(documented("pictures")).isEqualTo(String.join("\n", rows));
  }

  @Test
  void tableOfVideos() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String line : VIDEOS.lines().toList()) {
      String[] row = line.split(" \\| ", -1);
      Path file = directory.resolve("x." + row[1]);
      List<String> options =
          new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=size=48x32:duration=2:rate=25"));
      options.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact"));
      options.addAll(List.of(row[2].split(" ")));
      options.add(file.toString());
      FfmpegProgram.run(options.toArray(String[]::new));
      rows.add("| " + row[0] + " | " + watched(file) + " |");
      Files.delete(file);
    }

    assertThat(documented("videos")).isEqualTo(String.join("\n", rows));
  }

  /** Three pictures a second are taken of each video. */
  private String watched(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    MediaType type = MediaType.of(bytes).orElseThrow();
    if (!DecodableTypes.videos().contains(type)) {
      return "left out";
    }
    Path raw = directory.resolve("x.raw");
    FfmpegProgram.run(
        ("-cpuflags 0 -i "
                + file
                + " -vf fps=3:round=up -vsync passthrough -pix_fmt rgb24"
                + " -sws_flags neighbor+accurate_rnd+full_chroma_int -f rawvideo "
                + raw)
            .split(" "));
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try {
      new PictureConverter(3, 1, 0, 1 << 20, Background.WHITE, new FrameSampling(3, 0))
          .convert(
              new BytesInput(bytes),
              type,
              "x",
              (picture, number) -> taken.writeBytes(picture.pixels()));
    } catch (BadFileException bad) {
      return "rejected: " + bad.reason();
    }
    byte[] expected = Files.readAllBytes(raw);
    return taken.size() == expected.length
        ? difference(fractions(taken.toByteArray()), fractions(expected), 255, "255")
        : Text.format("%d bytes, not %d", taken.size(), expected.length);
  }

  private static double[] fractions(byte[] pixels) {
    double[] fractions = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      fractions[i] = (pixels[i] & 0xff) / 255.0;
    }
    return fractions;
  }

  private static String documented(String which) throws IOException {
    String text = Files.readString(DOCS);
    int begin = text.indexOf("<!-- table of " + which + " -->\n");
    int end = text.indexOf("<!-- end -->", begin);
    return text.substring(begin, end).lines().skip(3).collect(Collectors.joining("\n")).strip();
  }

  private static String heard(Path file, String[] decoder) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Optional<MediaType> type = MediaType.of(bytes);
    if (type.isEmpty() || !DecodableTypes.of(ContentKind.AUDIO).contains(type.get())) {
      return type.isPresent() && DecodableTypes.isMissing(ContentKind.AUDIO, type.get())
          ? "left out, needs FFmpeg"
          : "left out";
    }
    double[] expected = FfmpegProgram.decode(file, decoder);
    try (AudioStream stream = AudioDecoder.open(new BytesInput(bytes), "x")) {
      double[] heard = all(stream);
      return heard.length == expected.length
          ? difference(heard, expected, 32_768, "16 bits")
          : Text.format("%d samples, not %d", heard.length, expected.length);
    } catch (BadFileException bad) {
      return "rejected: " + bad.reason();
    }
  }

  private static double[] all(AudioStream stream) throws IOException, BadFileException {
    double[] all = new double[0];
    double[] block = new double[4_096 * stream.channels()];
    for (int count = stream.read(block); count > 0; count = stream.read(block)) {
      int before = all.length;
      all = Arrays.copyOf(all, before + count * stream.channels());
      System.arraycopy(block, 0, all, before, count * stream.channels());
    }
    return all;
  }

  private String seen(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Optional<MediaType> type = MediaType.of(bytes);
    if (type.isEmpty() || !DecodableTypes.of(ContentKind.IMAGES).contains(type.get())) {
      return "left out";
    }
    Path raw = directory.resolve("x.ppm");
    FfmpegProgram.run(
        "-i",
        file.toString(),
        "-sws_flags",
        "neighbor+accurate_rnd+full_chroma_int",
        "-frames:v",
        "1",
        "-pix_fmt",
        "rgb24",
        raw.toString());
    try {
      Picture picture = new PictureDecoder(1 << 20, Background.WHITE).decode(bytes, "x").inColour();
      byte[] expected = pixels(Files.readAllBytes(raw));
      return difference(fractions(picture.pixels()), fractions(expected), 255, "255");
    } catch (BadFileException bad) {
      return "rejected: " + bad.reason();
    }
  }

  private static byte[] pixels(byte[] ppm) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(ppm))) {
      for (int lines = 0; lines < 3; lines += in.read() == '\n' ? 1 : 0) {
        // the header has three lines
      }
      return in.readAllBytes();
    }
  }

  private static String difference(double[] one, double[] other, double scale, String of) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most == 0
        ? "exact"
        : Text.format("within %.0f steps of %s", Math.ceil(most * scale - 1e-6), of)
            .replace("within 1 steps", "within 1 step");
  }
}
