package org.greedyinfomax.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.LengthLimits;
import org.greedyinfomax.data.dataset.FrameLabels;
import org.greedyinfomax.data.dataset.SplitList;
import org.greedyinfomax.data.image.PictureDecoder;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.export.ReferenceWeights;
import org.greedyinfomax.fuzz.FuzzTarget.Promise;
import org.greedyinfomax.fuzz.FuzzTarget.Reader;
import org.greedyinfomax.model.Safetensors;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.training.SmallRecipe;

/** Files that other programs and people write. */
final class OthersFiles {

  private static final String NAME = "somebody's file";
  private static final long MOST_PIXELS = 1_000_000;
  private static final int RATE = 8_000;
  private static final int BLOCK = 1 << 12;
  private static final List<String> LABELS = List.of("a-1 0 0 17 3", "b-2 4 5 6 7 8 9", "c 999");

  private final Path directory;

  OthersFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  List<FuzzTarget> targets() throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    Recipe recipe = SmallRecipe.with();
    Safetensors weights =
        ReferenceWeights.of(
            recipe.stack(), Checkpoint.untrained(recipe).states(), Map.of("a", "b"));
    targets.add(
        new FuzzTarget(
            "weights.safetensors",
            weights.withChecksum().toBytes(),
            "",
            Promise.THE_SAME,
            content -> weights(recipe, content)));
    targets.add(
        target("weights without checksum", weights.toBytes(), content -> weights(recipe, content)));
    targets.add(recipe(recipe));
    targets.add(media("WAV", sound(), OthersFiles::samples));
    targets.add(media("Wave64", SoundFiles.wave64(), OthersFiles::samples));
    targets.add(media("ADPCM of Microsoft", SoundFiles.microsoftAdpcm(), OthersFiles::samples));
    targets.add(media("ADPCM of IMA", SoundFiles.imaAdpcm(), OthersFiles::samples));
    targets.add(media("FLAC", resource("mono-16.flac"), OthersFiles::samples));
    targets.add(media("sound in segments", sound(), OthersFiles::segments));
    for (String format : List.of("jpeg", "png", "bmp", "gif", "tiff")) {
      targets.add(media(format, picture(format), OthersFiles::pixels));
    }
    targets.add(media("lossy WebP", resource("lossy.webp"), OthersFiles::pixels));
    targets.add(media("lossless WebP", resource("lossless.webp"), OthersFiles::pixels));
    targets.add(
        target(
            "split list",
            bytes("a/b\nc/d\n\ne f\n"),
            content -> SplitList.parse(lines(content), NAME)));
    targets.add(target("frame labels", bytes(String.join("\n", LABELS)), OthersFiles::frames));
    return targets;
  }

  private static FuzzTarget target(String name, byte[] original, Reader reader) {
    return new FuzzTarget(name, original, "", Promise.SOMETHING_VALID, reader);
  }

  private static FuzzTarget media(String name, byte[] original, Reader reader) {
    return new FuzzTarget(name, original, NAME, Promise.SOMETHING_VALID, reader);
  }

  private FuzzTarget recipe(Recipe recipe) {
    Path file = directory.resolve("mine.conf");
    return new FuzzTarget(
        "recipe",
        bytes(recipe.toHocon()),
        "mine.conf",
        Promise.SOMETHING_VALID,
        content -> {
          Files.write(file, content);
          return RecipeReader.read(file, List.of());
        });
  }

  private static Object weights(Recipe recipe, byte[] content) {
    Safetensors file = Safetensors.fromBytes(content);
    file.requireChecksum(NAME);
    return ReferenceWeights.read(recipe.stack(), file.entries(), "", NAME).stream()
        .map(state -> Arrays.hashCode(state.values()))
        .toList();
  }

  /** What the decoder itself gives, without what an ingest does about decoders that fail. */
  private static Object samples(byte[] content) throws Exception {
    try (AudioStream stream = AudioDecoder.open(new BytesInput(content), NAME)) {
      double[] samples = new double[Math.max(stream.channels(), BLOCK)];
      long frames = 0;
      double sum = 0;
      for (int count = stream.read(samples); count > 0; count = stream.read(samples)) {
        frames += count;
        sum += Arrays.stream(samples, 0, count * stream.channels()).sum();
      }
      return List.of(stream.sampleRate(), frames, sum);
    }
  }

  private static Object segments(byte[] content) throws Exception {
    List<Object> segments = new ArrayList<>();
    new AudioConverter(RATE, 1, Channel.LOUDER, new LengthLimits(3_600, 1))
        .convert(
            () -> AudioDecoder.open(new BytesInput(content), NAME),
            NAME,
            (clip, second) -> segments.add(List.of(second, ShortBuffer.wrap(clip.samples()))));
    return segments;
  }

  private static Object pixels(byte[] content) throws Exception {
    Picture picture = new PictureDecoder(MOST_PIXELS, Background.WHITE).decode(content, NAME);
    return List.of(picture.rows(), picture.columns(), ByteBuffer.wrap(picture.pixels()));
  }

  private static Object frames(byte[] content) {
    return lines(content).stream()
        .filter(line -> !line.isBlank())
        .map(FrameLabels::parse)
        .map(labels -> labels.key() + Arrays.toString(labels.labels()))
        .toList();
  }

  private static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sound() throws IOException {
    short[] sound = new short[500];
    Random random = new Random(1);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) random.nextInt();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WavWriter.write(bytes, RATE, sound);
    return bytes.toByteArray();
  }

  private static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(19, 13, BufferedImage.TYPE_3BYTE_BGR);
    for (int row = 0; row < 13; row++) {
      for (int column = 0; column < 19; column++) {
        image.setRGB(column, row, 0x010203 * row + 0x070503 * column);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = OthersFiles.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
