package org.greedyinfomax.ingest.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.junit.jupiter.api.Test;

final class KeysTest {

  private static Map<String, String> keys(List<String> paths) {
    List<SourceFile> files =
        paths.stream().map(path -> new SourceFile("file:/" + path, path, 1)).toList();
    List<KeyedFile> keyed = Keys.of(files, files.stream().map(SourceFile::stem).toList());
    assertThat(keyed).extracting(KeyedFile::file).isEqualTo(files);
    return keyed.stream()
        .collect(Collectors.toMap(file -> file.file().relativePath(), KeyedFile::key));
  }

  @Test
  void anExtensionIsPartOfAKeyOnlyWhereFilesDifferInNothingElse() {
    assertThat(keys(List.of("a/x1.wav", "a/x1.flac", "b/x1.wav", "c.d")))
        .isEqualTo(
            Map.of(
                "a/x1.wav",
                "a/x1.wav",
                "a/x1.flac",
                "a/x1.flac",
                "b/x1.wav",
                "b/x1",
                "c.d",
                "c.d"));
  }

  @Test
  void keysDifferWhateverTheExtensions() {
    List<String> paths =
        List.of("x.wav", "x.WAV", "x", "x.wav.wav", "x.wav.wav.wav", "x.wav.flac", "y.wav.wav");
    List<String> shuffled = new ArrayList<>(paths);
    Collections.reverse(shuffled);

    Map<String, String> keys = keys(paths);

    assertThat(keys.values()).doesNotHaveDuplicates();
    assertThat(keys(shuffled)).isEqualTo(keys);
    assertThat(keys).containsEntry("y.wav.wav", "y.wav");
  }

  @Test
  void theSamePathBelowTwoInputsHasTheSameKeyTwice() {
    SourceFile one = new SourceFile("file:/1/x.wav", "x.wav", 1);
    SourceFile other = new SourceFile("file:/2/x.wav", "x.wav", 1);

    assertThat(Keys.of(List.of(one, other), List.of("x", "x")))
        .extracting(KeyedFile::key)
        .containsExactly("x.wav", "x.wav");
  }

  @Test
  void manyFilesTakeNoLongerThanTheyMust() {
    List<String> paths = Stream.iterate(0, i -> i + 1).limit(100_000).map(i -> i + ".wav").toList();

    assertThat(keys(paths)).hasSize(100_000).containsEntry("7.wav", "7");
  }
}
