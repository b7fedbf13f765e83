package org.greedyinfomax.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Test;

final class StackEncoderTest {

  private static final float TOLERANCE = 1e-4f;

  private final Random random = new Random(1);

  @Test
  void recordingsOfAllLengthsBecomeTogetherWhatTheyBecomeAlone() {
    assertSame(
        SmallRecipe.with("activations.dtype=float32"),
        new Normalization(List.of(0.02), List.of(0.3)),
        clips(),
        0,
        2);
  }

  @Test
  void alsoThroughGrusBetweenConvolutions() {
    String gru = "{ kind = gru, hidden = 6, backpropagation = one-step }";
    String convolution =
        "{ kind = convolution1d, channels = 8, kernel = 4, stride = 2, padding = 2 }";
    List<String> modules =
        List.of(
            SmallRecipe.OF_SOUNDS.get(0),
            "{ name = both, layers = [%s, %s] }".formatted(convolution, gru),
            "{ name = above, layers = [%s] }".formatted(convolution),
            "{ name = lower, layers = [%s] }".formatted(gru),
            "{ name = upper, layers = [%s] }".formatted(gru));

    assertSame(
        SmallRecipe.with("activations.dtype=float32", SmallRecipe.modules(modules)),
        new Normalization(List.of(0.02), List.of(0.3)),
        clips(),
        0,
        1,
        2,
        3,
        4);
  }

  private List<Content> clips() {
    List<Content> clips = new ArrayList<>();
    for (int length : new int[] {1, 900, 320, 333, 400, 20, 401, 640, 330, 333}) {
      clips.add(clip(length));
    }
    return clips;
  }

  private Clip clip(int length) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) (3_000 * random.nextGaussian());
    }
    return new Clip(8_000, samples);
  }

  @Test
  void picturesBecomeTogetherWhatTheyBecomeAlone() {
    List<Content> pictures = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      byte[] pixels = new byte[13 * (12 + i) * 3];
      random.nextBytes(pixels);
      pictures.add(new Picture(13, 12 + i, 3, pixels));
    }

    assertSame(
        SmallRecipe.ofPictures("activations.dtype=float32"),
        new Normalization(List.of(0.4, 0.5, 0.6), List.of(0.2, 0.2, 0.2)),
        pictures,
        0,
        2);
  }

  private static void assertSame(
      Recipe recipe, Normalization normalization, List<Content> contents, int... wanted) {
    FrozenStack stack = FrozenStack.of(recipe, normalization, Checkpoint.untrained(recipe));
    try (StackEncoder encoder = stack.open(wanted, 1)) {
      List<List<Frames>> together = encoder.encode(contents);

      for (int i = 0; i < contents.size(); i++) {
        List<Frames> alone = encoder.encode(contents.subList(i, i + 1)).get(0);
        assertThat(together.get(i)).hasSize(wanted.length);
        for (int m = 0; m < wanted.length; m++) {
          float[][] expected = alone.get(m).vectors();
          float[][] found = together.get(i).get(m).vectors();
          assertThat(found).hasDimensions(expected.length, expected[0].length);
          for (int frame = 0; frame < expected.length; frame++) {
            for (int c = 0; c < expected[frame].length; c++) {
              assertThat(Math.abs(found[frame][c] - expected[frame][c])).isLessThan(TOLERANCE);
            }
          }
        }
      }
    }
  }

  @Test
  void modulesAboveTheWantedOnesAreNotComputed() {
    Recipe recipe = SmallRecipe.with();
    FrozenStack stack =
        FrozenStack.of(
            recipe, new Normalization(List.of(0.0), List.of(1.0)), Checkpoint.untrained(recipe));

    try (StackEncoder encoder = stack.open(new int[] {1}, 1)) {
      assertThat(encoder.encode(List.of(clip(320))).get(0)).hasSize(1);
    }
  }
}
