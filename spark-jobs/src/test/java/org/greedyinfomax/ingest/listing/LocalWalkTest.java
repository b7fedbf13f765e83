package org.greedyinfomax.ingest.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.data.BadFileException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, links and what the operating system refuses even to its administrator. */
final class LocalWalkTest {

  /** Says that its bytes at place 0 cannot be read: {@code EIO}. */
  private static final Path BROKEN = Path.of("/proc/self/mem");

  /** May only be written, by whomever: {@code EACCES}. */
  private static final Path FORBIDDEN = Path.of("/proc/sys/vm/drop_caches");

  private final Configuration hadoop = new Configuration();

  @TempDir private Path folder;

  @Test
  void findsFilesWithColonsInTheirNamesAndReadsThem() throws Exception {
    make("in/2024-01-01T12:30:00.wav");
    make("in/12:30/a:b.wav");
    make("in/:.wav");

    Listing found = walk("in");

    assertThat(paths(found)).containsExactly("12:30/a:b.wav", "2024-01-01T12:30:00.wav", ":.wav");
    for (SourceFile file : found.files()) {
      assertThat(new String(FileContents.of(file, hadoop), StandardCharsets.UTF_8))
          .isEqualTo(file.name());
    }
    assertThat(found.rejected()).isEmpty();
  }

  @Test
  void takesAnInputWithAColonInItsName() throws Exception {
    make("12:30/a.wav");

    assertThat(paths(walk("12:30"))).containsExactly("a.wav");
    assertThat(paths(walk("12:30/a.wav"))).containsExactly("a.wav");
    assertThat(InputPath.of("12:30.wav").toUri().getPath()).isIn("12:30.wav", "./12:30.wav");
    assertThat(InputPath.of("hdfs://name:8020/a:b").toUri().getScheme()).isEqualTo("hdfs");
    assertThat(InputPath.of("file:/a").toUri().getScheme()).isEqualTo("file");
  }

  @Test
  void followsNoLinkToAFolderInWhichItLies() throws Exception {
    make("in/a/x.wav");
    link("in/a/self", "../a");
    link("in/a/parent", "..");
    link("in/a/above", "../..");
    link("in/a/itself", "itself");

    Listing found = walk("in");

    assertThat(paths(found)).containsExactly("a/x.wav");
    assertThat(found.leftOut())
        .allSatisfy(link -> assertThat(link.kind()).isEqualTo("cycle of links"))
        .extracting(LeftOutFile::path)
        .containsExactly("a/above", "a/itself", "a/parent", "a/self");
    assertThat(found.leftOut().get(3).reason())
        .isEqualTo(
            "is a link to %s, in which it lies itself: it was not followed",
            folder.toRealPath().resolve("in/a"));
  }

  @Test
  void readsEachRealFileOnceByWhateverWay() throws Exception {
    make("in/real/x.wav");
    make("outside/deep/y.wav");
    link("in/again.wav", "real/x.wav");
    link("in/all", "real");
    link("in/z1", "../outside");
    link("in/z2", "../outside/deep");
    link("in/z3.wav", "../outside/deep/y.wav");

    Listing found = walk("in");

    assertThat(paths(found)).containsExactly("real/x.wav", "z1/deep/y.wav");
    assertThat(found.leftOut().stream().map(LeftOutFile::toLine))
        .containsExactly(
            "again.wav\tsame as another\tis the file that is read as real/x.wav",
            "all/\tsame as another\tis the folder that is read as real/",
            "z2/\tsame as another\tis the folder that is read as z1/deep/",
            "z3.wav\tsame as another\tis the file that is read as z1/deep/y.wav");
  }

  @Test
  void readsWhatSeveralInputsHaveInCommonOnce() throws Exception {
    make("in/a/x.wav");
    make("in/y.wav");

    Listing found =
        SourceFiles.walk(
            hadoop, List.of(at("in/a").toString(), at("in").toString(), at("in/y.wav").toString()));

    assertThat(paths(found)).containsExactly("x.wav", "y.wav");
    assertThat(found.leftOut()).extracting(LeftOutFile::path).containsExactly("a/", "y.wav");
  }

  @Test
  void tellsOfLinksThatLeadNowhere() throws Exception {
    make("in/a.wav");
    link("in/lost.wav", "../gone.wav");

    assertThat(walk("in").rejected())
        .containsExactly(new RejectedFile("lost.wav", "is a link that leads nowhere"));
  }

  @Test
  void countsHiddenNamesAndWhatIsNoFile() throws Exception {
    make("in/a.wav");
    make("in/._a.wav");
    make("in/_trash/b/c.wav");
    make("in/.git/config");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", at("in/pipe.wav").toString()).start().waitFor() == 0);

    Listing found = walk("in");

    assertThat(paths(found)).containsExactly("a.wav");
    assertThat(found.leftOut())
        .extracting(LeftOutFile::path)
        .containsExactly("._a.wav", ".git/", "_trash/", "pipe.wav");
    assertThat(LeftOutCounts.of(found.leftOut())).hasToString("3 hidden, 1 no regular file");
  }

  @Test
  void aFileThatCannotBeReadIsBadAndNothingElse() throws Exception {
    Assumptions.assumeTrue(Files.exists(BROKEN) && Files.exists(FORBIDDEN));
    link("in/broken.wav", BROKEN.toString());
    link("in/forbidden.wav", FORBIDDEN.toString());
    make("in/vanished.wav");

    Listing found = walk("in");
    Files.delete(at("in/vanished.wav"));

    assertThat(paths(found)).containsExactly("broken.wav", "forbidden.wav", "vanished.wav");
    assertBad(found.files().get(0), "broken.wav cannot be read: Input/output error");
    assertBad(found.files().get(1), "forbidden.wav cannot be read: permission is denied");
    assertBad(found.files().get(2), "vanished.wav cannot be read: it is no longer there");
  }

  private void assertBad(SourceFile file, String message) {
    assertThatThrownBy(() -> FileContents.of(file, hadoop))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> file.type(hadoop))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }

  private Path at(String path) {
    return folder.resolve(path);
  }

  /** Makes a file whose content is its name without extension. */
  private void make(String path) throws IOException {
    Files.createDirectories(at(path).getParent());
    String name = at(path).getFileName().toString();
    Files.writeString(at(path), name.replaceFirst("\\.wav$", ""));
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(at(path).getParent());
    Files.createSymbolicLink(at(path), Path.of(target));
  }

  private Listing walk(String input) throws IOException {
    return SourceFiles.walk(hadoop, List.of(at(input).toString()));
  }

  private static Stream<String> paths(Listing listing) {
    return listing.files().stream().map(SourceFile::relativePath);
  }
}
