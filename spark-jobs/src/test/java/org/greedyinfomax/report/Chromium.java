package org.greedyinfomax.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, each time with a new profile. */
final class Chromium {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Path program;
  private final Path folder;

  private Chromium(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The browser of this machine, if it has one.
   *
   * @param folder for its files
   */
  static Optional<Chromium> in(Path folder) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, folder));
  }

  /** What a page has become when it was loaded, as HTML. */
  String load(Path page) throws IOException, InterruptedException {
    return run(page, "--dump-dom").out();
  }

  /** What a page says on the console, and what the browser finds wrong with it; lines. */
  List<String> messages(Path page) throws IOException, InterruptedException {
    return run(page, "--dump-dom", "--enable-logging=stderr", "--v=0")
        .err()
        .lines()
        .filter(line -> line.contains(":CONSOLE"))
        .toList();
  }

  private record Said(String out, String err) {}

  private Said run(Path page, String... options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString(), "--headless"));
    words.addAll(
        List.of(
            "--no-sandbox", // which containers do not let it have
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    words.addAll(List.of(options));
    words.add(page.toUri().toString());
    Path out = Files.createTempFile(folder, "out", ".html");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the browser does not end: " + Files.readString(err));
    }
    return new Said(read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
