package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes that somebody else wrote, and not for our good. */
@Timeout(60)
final class HostileRecipeTest {

  private static final String RULE =
      ", but a recipe includes only files beside it and presets, by plain names, as in include"
          + " required(\"conf/speech-small.conf\")";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file(\"/etc/hostname\")",
        "url(\"http://127.0.0.1:1/a.conf\")",
        "url(\"file:/etc/hostname\")",
        "classpath(\"conf/speech-small.conf\")",
        "\"/etc/hostname\"",
        "\"../base.conf\"",
        "\"conf/../../base.conf\"",
        "\"elsewhere/base.conf\"",
        "\"http://127.0.0.1:1/a.conf\"",
        "\".hidden.conf\"",
        "\"\""
      })
  void aRecipeIncludesNothingButPresetsAndFilesBesideIt(String what) throws IOException {
    Path place = Files.createDirectories(folder.resolve("place/elsewhere")).getParent();
    Files.writeString(folder.resolve("base.conf"), "seed = 4");
    Files.writeString(place.resolve("elsewhere/base.conf"), "seed = 4");
    for (String include : List.of("include " + what, "include required(" + what + ")")) {
      Path file = Files.writeString(place.resolve("a.conf"), preset() + include + "\n");

      assertThatThrownBy(() -> read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cannot read %s: it includes %s%s", file, what, RULE);
    }
  }

  @Test
  void noLinkLeadsAwayFromThePlaceOfTheRecipe() throws IOException {
    Path place = Files.createDirectory(folder.resolve("place"));
    Path away = Files.writeString(folder.resolve("away.conf"), "seed = 4");
    Files.createSymbolicLink(place.resolve("base.conf"), away);
    Path file = Files.writeString(place.resolve("a.conf"), preset() + "include \"base.conf\"");

    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "cannot read %s: it includes \"base.conf\", which is no file there or a link that leads"
                + " away%s",
            file, RULE);
  }

  @Test
  void aLinkToAFileInTheSamePlaceIsFollowed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("..data")).resolve("base.conf");
    Files.writeString(real, "seed = 4"); // as Kubernetes mounts a config map
    Files.createSymbolicLink(folder.resolve("base.conf"), real);
    Path file = Files.writeString(folder.resolve("a.conf"), preset() + "include \"base.conf\"");

    assertThat(read(file).seed()).isEqualTo(4);
  }

  @Test
  void whatIsIncludedMayIncludeNoMoreThanTheRecipe() throws IOException {
    Files.writeString(folder.resolve("base.conf"), "include file(\"/etc/hostname\")");
    Path file = Files.writeString(folder.resolve("a.conf"), preset() + "include \"base.conf\"");

    assertThatThrownBy(() -> read(file))
        .hasMessage("cannot read %s: it includes file(\"/etc/hostname\")%s", file, RULE);
  }

  @Test
  void presetsAreFoundWithAndWithoutTheirFolderAndBesideOthers() throws IOException {
    for (String include : List.of("conf/stl10.conf", "stl10.conf", "stl10")) {
      Path file =
          Files.writeString(folder.resolve("a.conf"), "include \"" + include + "\"\nseed = 9");

      assertThat(read(file).seed()).isEqualTo(9);
    }
    assertThat(RecipeReader.read("text", "include \"conf/stl10.conf\"", List.of("seed=8")).seed())
        .isEqualTo(8);
  }

  @Test
  void whatIsNotThereIsNotPassedOver() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), preset() + "include \"none\"");

    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "cannot read %s: it includes \"none\", which is neither a file beside it nor a preset",
            file);
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() throws IOException {
    Files.writeString(folder.resolve("b.conf"), "include \"a.conf\"\ninclude \"a.conf\"");
    Path file = Files.writeString(folder.resolve("a.conf"), "include \"b\"\ninclude \"b\"");

    assertThatThrownBy(() -> read(file))
        .hasMessage("cannot read %s: it includes more than 32 files, which no recipe needs", file);
  }

  @Test
  void neitherTheEnvironmentNorJavasPropertiesAreRead() throws IOException {
    for (String word : List.of("PATH", "java.home", "user.name")) {
      Path silent =
          Files.writeString(
              folder.resolve("a.conf"), preset() + "probe.label = \"none\"${?" + word + "}");
      Path file =
          Files.writeString(folder.resolve("b.conf"), preset() + "probe.label = ${" + word + "}");

      assertThat(read(silent).probe().label()).isEqualTo("none");
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Could not resolve substitution");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[", "a {", "{a=["})
  void aRecipeThatIsNestedDeeplyIsRefused(String opening) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "seed = " + opening.repeat(20_000));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cannot read %s: more than 50 brackets are open at a time, which no recipe needs",
            file);
    assertThatThrownBy(
            () -> RecipeReader.read("stl10", preset(), List.of("seed=[" + opening.repeat(20_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cannot read command line: more than 50 brackets are open at a time, which no recipe"
                + " needs");
    assertThatThrownBy(
            () ->
                RecipeReader.readWhole(
                    HostileRecipeTest.class.getClassLoader(),
                    "conf/defaults.conf",
                    "config.conf",
                    "seed = " + opening.repeat(20_000),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 50 brackets are open at a time");
  }

  @Test
  void aKeyOfThousandsOfWordsIsRefused() throws IOException {
    String key = "a" + ".a".repeat(100_000);
    Path file = Files.writeString(folder.resolve("a.conf"), preset() + key + " = 1");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot read %s: a key has more than 50 parts, which no recipe needs", file);
    assertThatThrownBy(() -> RecipeReader.read("text", preset(), List.of(key + "=1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot read text: it is nested too deeply for a recipe");
  }

  @Test
  void bracketsInTextsAndCommentsDoNotCount() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.conf"),
            preset()
                + "# "
                + "{".repeat(100)
                + "\n// "
                + "[".repeat(100)
                + "\nprobe.label = \"\\\""
                + "[".repeat(100)
                + "\"\nprobe.frameLabels = \"\"\"\""
                + "{".repeat(100)
                + "\"\"\"\n");

    assertThat(read(file).probe().frameLabels()).hasSize(101);
  }

  @Test
  void aRecipeThatGrowsByWhatItStandsForIsRefused() throws IOException {
    StringBuilder text = new StringBuilder(preset()).append("a0 = 0123456789\n");
    for (int i = 0; i < 30; i++) { // 10 GB
      text.append("a").append(i + 1).append(" = ${a").append(i).append("}${a").append(i);
      text.append("}\n");
    }
    Path file = Files.writeString(folder.resolve("a.conf"), text);

    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "cannot read %s: it has more than 16 substitutions ${...}, which no recipe needs",
            file);
  }

  @Test
  void aVeryLargeRecipeIsRefusedBeforeItIsParsed() throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), "#".repeat(1 << 20) + preset());
    Path larger = Files.writeString(folder.resolve("b.conf"), "#".repeat(1 << 23) + preset());

    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "cannot read %s: it has more than 1048576 characters, which no recipe needs", file);
    assertThatThrownBy(() -> read(larger))
        .hasMessage("cannot read %s: it is too large for a recipe", larger);
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.conf"), new byte[] {'a', (byte) 0xFF, '='});

    assertThatThrownBy(() -> read(file)).hasMessage("cannot read %s: it is no UTF-8 text", file);
  }

  @Test
  void anOverrideIncludesNothing() {
    assertThatThrownBy(
            () ->
                RecipeReader.read(
                    "text", preset(), List.of("training={ include file(\"/etc/hostname\") }")))
        .hasMessage(
            "cannot read command line: it includes /etc/hostname, but an override"
                + " includes nothing");
  }

  @Test
  void aLongValueIsNotQuotedWhole() {
    assertThatThrownBy(
            () -> RecipeReader.read("text", preset(), List.of("seed=" + "x".repeat(100_000))))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a/b", "a\u001b[2J", "a b", "..", "", "A", "file:x", "a\u202eb"})
  void aModulesNameIsPlain(String name) {
    String modules =
        "modules=[{ name = \""
            + escaped(name)
            + "\", layers = [{ kind = convolution1d, channels = 4, kernel = 10, stride = 5,"
            + " padding = 2 }] }]";

    assertThatThrownBy(
            () -> RecipeReader.read("text", "include \"conf/speech-small.conf\"", List.of(modules)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("module name must be lower-case letters, digits and dashes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ kind = convolution1d, channels = 5000000, kernel = 10, stride = 5, padding = 2 }",
        "{ kind = gru, hidden = 30000, backpropagation = through-time }",
        "{ kind = convolution1d, channels = 1, kernel = 65536, stride = 65536, padding = 32768 },"
            + " { kind = convolution1d, channels = 1, kernel = 65536, stride = 65536, padding = 32768 }"
      })
  void layersOfMoreThanCanBeCountedAreRefusedInOneSentence(String layers) {
    List<String> overrides = List.of("modules=[{ name = large, layers = [" + layers + "] }]");

    assertThatThrownBy(
            () -> RecipeReader.read("text", "include \"conf/speech-small.conf\"", overrides))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("overflow"));
  }

  @Test
  void aStackOfTenThousandModulesIsReadOrRefusedInOneSentence() {
    String convolution =
        "layers = [{ kind = convolution1d, channels = 1, kernel = 1, stride = 1, padding = 0 }]";
    String modules =
        IntStream.range(0, 9_000)
            .mapToObj(m -> "{ name = m" + m + ", " + convolution + " }")
            .collect(
                Collectors.joining(", ", "include \"conf/speech-small.conf\"\nmodules = [", "]"));

    try {
      assertThat(RecipeReader.read("text", modules, List.of()).stack().modules()).hasSize(9_000);
    } catch (IllegalArgumentException refusal) {
      assertThat(refusal.getMessage()).contains("recipe");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001, 1_000_000_000})
  void aModuleHasAtMostAThousandBlocksOfAKind(int count) {
    String modules =
        "modules=[{ name = many, layers = [{ kind = residual, branch = basic, width = 4, stride = 1,"
            + " count = "
            + count
            + " }] }]";

    assertThatThrownBy(
            () -> RecipeReader.read("text", "include \"conf/images-small.conf\"", List.of(modules)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count must lie in 1..1000, but is " + count);
  }

  private static String escaped(String name) {
    return name.replace("\u001b", "\\u001b");
  }

  private static String preset() {
    return "include required(\"conf/stl10.conf\")\n";
  }

  private static Recipe read(Path file) {
    return RecipeReader.read(file, List.of());
  }
}
