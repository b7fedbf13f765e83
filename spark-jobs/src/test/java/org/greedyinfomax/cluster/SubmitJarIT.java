package org.greedyinfomax.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar for {@code spark-submit} holds all that a cluster has not, and nothing that it has. */
final class SubmitJarIT {

  private static SparkHome spark;
  private static Set<String> entries;

  @BeforeAll
  static void look() throws IOException {
    spark = SparkHome.make();
    entries = entries(Path.of(System.getProperty("submit.jar")));
  }

  @Test
  void hasNoClassThatSparkBrings() throws IOException {
    Set<String> both = new TreeSet<>();
    for (Path jar : spark.jars()) {
      entries(jar).stream()
          .filter(SubmitJarIT::isClass)
          .filter(entries::contains)
          // The engine for GPUs needs JNA, which not every Spark has.
          .filter(name -> !name.startsWith("com/sun/jna/"))
          .forEach(both::add);
    }

    assertThat(both).isEmpty();
  }

  @Test
  void hasNothingOfSparkHadoopAndScala() {
    assertThat(entries)
        .contains("org/greedyinfomax/cli/Gim.class", "scopt/OParser.class")
        .noneMatch(
            name -> name.matches("(org/apache/(spark|hadoop|parquet|logging)|org/slf4j|scala)/.*"))
        .noneMatch(name -> name.startsWith("com/fasterxml/"));
  }

  @Test
  void hasThePresetsAndNoSettingsOfSpark() {
    assertThat(entries)
        .contains("conf/defaults.conf", "conf/speech-small.conf", "conf/stl10.conf")
        .noneMatch(name -> name.startsWith("conf/spark-"))
        .noneMatch(name -> name.endsWith("log4j2.properties"));
  }

  @Test
  void hasTheServicesOfAllItsLibraries() throws IOException {
    assertThat(text("META-INF/services/org.nd4j.linalg.factory.Nd4jBackend"))
        .contains("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
    assertThat(text("META-INF/services/javax.imageio.spi.ImageReaderSpi"))
        .contains("jpeg.JPEGImageReaderSpi", "webp.WebPImageReaderSpi");
  }

  @Test
  void isSignedByNobody() {
    assertThat(entries).noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.contains("META-INF/") && !name.contains("module-info");
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).collect(toSet());
    }
  }

  private static String text(String entry) throws IOException {
    try (ZipFile file = new ZipFile(System.getProperty("submit.jar"))) {
      return new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), UTF_8);
    }
  }
}
