package org.greedyinfomax.data.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** The program ffmpeg, which comes with its libraries: it makes files, and says what they hold. */
public final class FfmpegProgram {

  private static final String PATH = Loader.load(ffmpeg.class);

  private FfmpegProgram() {}

  /** Runs it with options, without a word unless it fails. */
  public static void run(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(PATH, "-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", new File(PATH).getParent());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException stop) {
      throw new IOException(stop);
    }
  }

  /** Makes a file of half a second of two tones, other ones in the second channel. */
  public static Path make(Path file, int sampleRate, int channels, String... options)
      throws IOException {
    String tones =
        channels == 1
            ? "aevalsrc=0.3*sin(2*PI*440*t)+0.2*sin(2*PI*1234*t):s=%d:d=0.5"
            : "aevalsrc=0.3*sin(2*PI*440*t)|0.25*sin(2*PI*700*t)+0.1*sin(2*PI*1800*t):s=%d:d=0.5";
    List<String> all = new ArrayList<>(List.of("-f", "lavfi", "-i", tones.formatted(sampleRate)));
    all.addAll(List.of("-fflags", "+bitexact", "-flags:a", "+bitexact"));
    all.addAll(List.of(options));
    all.add(file.toString());
    run(all.toArray(String[]::new));
    return file;
  }

  /**
   * Decodes a file.
   *
   * @param options before the file, such as a decoder
   */
  public static double[] decode(Path file, String... options) throws IOException {
    Path samples = Files.createTempFile(file.getParent(), "samples", ".f64");
    List<String> all = new ArrayList<>(List.of("-cpuflags", "0"));
    all.addAll(List.of(options));
    all.addAll(List.of("-i", file.toString(), "-vn", "-f", "f64le", samples.toString()));
    run(all.toArray(String[]::new));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN);
    double[] decoded = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(decoded);
    return decoded;
  }
}
