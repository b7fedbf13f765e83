package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links within the documents lead to a file that is there, and to a heading in it. */
final class DocumentLinksTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern NAMED_IN_SOURCE = Pattern.compile("\\bdocs/[a-z-]+\\.md\\b");

  @Test
  void everyLinkOfADocumentLeadsToAHeadingThatIsThere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher links = LINK.matcher(prose(document));
      while (links.find()) {
        Path target =
            links.group(1).isEmpty()
                ? document
                : document.resolveSibling(links.group(1)).normalize();
        if (!Files.exists(target)
            || (links.group(2) != null && !anchors(target).contains(links.group(2)))) {
          broken.add(ROOT.relativize(document) + ": " + links.group());
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyDocumentThatSourcesAndSettingsNameIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String folder : List.of("common/src", "spark-jobs/src", "conf", "bin")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(DocumentLinksTest::isText).toList()) {
          Matcher names = NAMED_IN_SOURCE.matcher(Files.readString(file));
          while (names.find()) {
            if (!Files.exists(ROOT.resolve(names.group()))) {
              missing.add(ROOT.relativize(file) + ": " + names.group());
            }
          }
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void theIndexLeadsToEveryDocument() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/README.md"));

    try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
      assertThat(
              documents
                  .map(document -> document.getFileName().toString())
                  .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
    }
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".java") || name.endsWith(".conf") || name.endsWith(".xml"));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> top = Files.list(ROOT)) {
      return Stream.concat(docs, top).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  private static String prose(Path document) throws IOException {
    return CODE.matcher(Files.readString(document)).replaceAll("");
  }

  /** Headings as GitHub names them in links. */
  private static Set<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(prose(document))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
