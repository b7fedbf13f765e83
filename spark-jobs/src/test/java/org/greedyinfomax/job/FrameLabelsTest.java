package org.greedyinfomax.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.greedyinfomax.cli.Gim;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.job.failure.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Probes single frames by the command, on recordings in a language of three phones: silence, a low
 * tone and a high one.
 */
@Tag("slow")
final class FrameLabelsTest {

  /** A share, its interval and the penalty. */
  private static final String LINEAR = "[\\d.]+ % \\([\\d.]+–[\\d.]+\\) \\de[-+]\\d+";

  private static final int RATE = 16_000;
  private static final int RECORDINGS = 12;
  private static final double[] PITCHES = {0, 400, 3_000};

  @TempDir private static Path folder;
  private static final List<String> lines = new ArrayList<>();
  private static final List<Integer> samples = new ArrayList<>();

  @BeforeAll
  static void trainOnTones() throws IOException {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    Recordings recordings = new Recordings(folder);
    Random random = new Random(4);
    for (int r = 0; r < RECORDINGS; r++) {
      record(recordings, "u%02d".formatted(r), random);
    }
    List<String> keys =
        List.of(
            "input.sampleRate=" + RATE,
            "input.cropSamples=6400",
            "modules=[{ name = fine, layers = [{ kind = convolution1d, channels = 8, kernel ="
                + " 20, stride = 10, padding = 5 }] }, { name = coarse, layers = [{ kind ="
                + " convolution1d, channels = 16, kernel = 32, stride = 16, padding = 16 }] }, {"
                + " name = gru, layers = [{ kind = gru, hidden = 8, backpropagation ="
                + " through-time }] }]",
            "training.epochs=2",
            "training.batchSize=4",
            "training.replicas=1",
            "probe.maxIterations=30",
            "probe.testWhere=key >= 'u08'");
    gim(ExitCode.DONE, keys, "ingest", "--input", recordings.input(), "--output", at("corpus"));
    gim(ExitCode.DONE, keys, "pretrain", "--input", at("corpus"), "--run", at("run"));
  }

  /** Half a second and more of phones that last 50 to 150 ms each. */
  private static void record(Recordings recordings, String key, Random random) throws IOException {
    short[] sound = new short[8_000 + random.nextInt(8_000)];
    int[] phones = new int[sound.length];
    int phone = 0;
    for (int i = 0, end = 0; i < sound.length; i++) {
      if (i == end) {
        phone = (phone + 1 + random.nextInt(2)) % PITCHES.length;
        end += 800 + random.nextInt(1_600);
      }
      phones[i] = phone;
      double tone = 6_000 * Math.sin(2 * Math.PI * PITCHES[phone] * i / RATE);
      sound[i] = (short) (tone + 30 * random.nextGaussian());
    }
    recordings.wav(key + ".wav", RATE, sound);
    samples.add(sound.length);
    StringBuilder line = new StringBuilder(key);
    for (int start = 0; start + 400 <= sound.length; start += 160) {
      line.append(' ').append(phones[start + 200]);
    }
    lines.add(line.toString());
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
  }

  @Test
  void phonesAreHeardInTheFramesThatTheyAreSpokenIn() throws IOException {
    String told = probe(ExitCode.DONE, lines, "--output", at("probe.json"));

    assertThat(told)
        .containsPattern("single frames: 3 classes, chance \\d\\d\\.\\d %, \\d+ frames to fit, ")
        .containsPattern(
            "\n  raw +"
                + LINEAR
                + " +–\n  coarse( +"
                + LINEAR
                + "){2}\n  gru( +"
                + LINEAR
                + "){2}\n")
        .contains(
            "note: frames are labelled every 160 samples; left out are modules with frames every"
                + " so many: fine (10)\n");
    JsonNode frames = frames("probe.json");
    assertThat(frames).hasSize(3);
    for (JsonNode result : frames) {
      assertThat(result.get("trainFrames").asLong()).isEqualTo(labels(0, 8));
      assertThat(result.get("testFrames").asLong()).isEqualTo(labels(8, RECORDINGS));
      assertThat(result.get("trained").asDouble())
          .as(told)
          .isGreaterThan(1.3 * result.get("chance").asDouble());
    }
    assertThat(frames.get(0).get("trained").asDouble()).as(told).isGreaterThan(0.85);
    assertThat(frames.get(0).get("untrained").isNull()).isTrue();
  }

  @Test
  void labelsThatGoWithNoFrameDoNotCount() throws IOException {
    probe(
        ExitCode.DONE,
        lines,
        "--output",
        at("late.json"),
        "probe.frameOffset=20",
        "probe.raw=false",
        "probe.maxIterations=1");

    long expected = 0;
    for (int r = 8; r < RECORDINGS; r++) {
      int fine = (samples.get(r) + 10 - 20) / 10 + 1;
      int coarse = (fine + 32 - 32) / 16 + 1;
      expected += Math.min(labels(r, r + 1), coarse - 20);
    }
    JsonNode frames = frames("late.json");
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).get("testFrames").asLong()).isEqualTo(expected);
    assertThat(expected).isLessThan(labels(8, RECORDINGS));
  }

  @Test
  void recordingsWithoutALineAreCounted() {
    List<String> some = new ArrayList<>(lines.subList(2, RECORDINGS));
    some.add("");
    some.add("somebody-else 1 2 3");

    String told = probe(ExitCode.DONE, some, "probe.raw=false", "probe.maxIterations=1");

    assertThat(told)
        .contains("note: 2 recordings have no line in %s\n".formatted(at("labels.txt")));
  }

  @Test
  void linesThatAreWrongAreNamed() {
    String file = at("labels.txt");
    String third = lines.get(2);
    int expected = labels(2, 3);

    assertThat(probe(ExitCode.USAGE, changed(third + " 1")))
        .isEqualTo(
            "gim: %s, line 3: u02 has %d labels, but %d frames of 400 samples every 160: are they"
                + " labels of another recording, or of frames of another length?\n",
            file, expected + 1, expected);
    assertThat(probe(ExitCode.USAGE, changed("u02 0 x")))
        .isEqualTo(
            "gim: %s, line 3: frame 1 of u02 has the label \"x\", but labels are whole numbers"
                + " from 0 to 999\n",
            file);
    assertThat(probe(ExitCode.USAGE, changed(lines.get(0))))
        .isEqualTo("gim: %s, line 3: u00 has labels in line 1 already: remove one\n", file);
    assertThat(probe(ExitCode.USAGE, List.of("nobody 0 1")))
        .isEqualTo(
            "gim: probe.frameLabels = %s has a line for none of the 12 recordings of %s: lines"
                + " begin with a recording's key\n",
            file, at("corpus"));
    assertThat(probe(ExitCode.USAGE, lines, "probe.frameLabels=" + at("nowhere.txt")))
        .isEqualTo(
            "gim: there are no frame labels %s: name a text file with probe.frameLabels\n",
            at("nowhere.txt"));
  }

  private static List<String> changed(String third) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(2, third);
    return changed;
  }

  private static int labels(int from, int to) {
    return samples.subList(from, to).stream().mapToInt(n -> (n - 400) / 160 + 1).sum();
  }

  private static JsonNode frames(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile()).get("frames");
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String probe(ExitCode expected, List<String> labels, String... words) {
    try {
      Files.write(folder.resolve("labels.txt"), labels);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    List<String> probe =
        new ArrayList<>(List.of("probe", "--input", at("corpus"), "--run", at("run")));
    Stream.of(words).filter(word -> !word.contains("=")).forEach(probe::add);
    List<String> keys = new ArrayList<>(List.of("probe.frameLabels=" + at("labels.txt")));
    Stream.of(words).filter(word -> word.contains("=")).forEach(keys::add);
    return gim(expected, keys, probe.toArray(String[]::new));
  }

  private static String gim(ExitCode expected, List<String> keys, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, UTF_8);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(keys);
    ExitCode code = new Gim(new CommandContext(told), told, told).run(all);
    assertThat(code).as(out.toString(UTF_8)).isEqualTo(expected);
    return out.toString(UTF_8);
  }
}
