package org.greedyinfomax.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notes from top to bottom, as Zeppelin would run them. */
@Tag("long")
final class NotebooksTest {

  private static final Path NOTEBOOKS = Path.of(System.getProperty("project.root"), "notebooks");

  /** Far more than tables and pictures need, far less than a loop would print. */
  private static final int MOST_LINES = 100;

  @TempDir private Path folder;

  @Test
  void runFromTopToBottomAndShowTablesAndPictures() throws Exception {
    List<Path> notes =
        Stream.of("1-corpus", "2-pretrain", "3-probe", "4-pipeline")
            .map(name -> NOTEBOOKS.resolve(name + ".zpln"))
            .toList();

    String printed =
        ScalaShell.run(
            notes,
            folder.resolve("log"),
            "spark.gim.work",
            folder.resolve("work").toString(),
            "spark.gim.epochs",
            "1");

    List<String> parts =
        Arrays.stream(printed.split(Pattern.quote(ScalaShell.BEGIN))).skip(1).toList();
    assertThat(parts).hasSize(4).allMatch(part -> part.lines().count() < MOST_LINES);
    assertThat(parts.get(0)).contains("ingested ", "|voice|recordings|seconds|");
    assertThat(parts.get(1))
        .contains("| ok | run directory |", "trained ", "|module|", "|round|module|");
    assertThat(parts.get(2)).contains("|label|module|", "learned|");
    assertThat(parts.get(3)).contains("accuracy for voices: ", "path|", "vector|");
    assertThat(parts).extracting(NotebooksTest::pictures).containsExactly(1L, 3L, 1L, 0L);
  }

  private static long pictures(String printed) {
    return Pattern.compile("src=\"data:image/png;base64,").matcher(printed).results().count();
  }
}
