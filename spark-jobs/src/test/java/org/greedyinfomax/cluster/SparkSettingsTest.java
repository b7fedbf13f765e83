package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.ConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files for {@code spark-submit --properties-file} say what Spark understands. */
final class SparkSettingsTest {

  private static final Path CONF = Path.of(System.getProperty("project.root"), "conf");

  /** What Spark declares nowhere: the master, and names that go on as the user likes. */
  private static final Predicate<String> UNDECLARED =
      Pattern.compile(
              "spark\\.(master|executorEnv\\..+|hadoop\\.fs\\.s3a\\..+|yarn\\.appMasterEnv\\..+"
                  + "|executor\\.resource\\.gpu\\.(amount|vendor|discoveryScript)|metrics\\.conf\\..+"
                  + "|kubernetes\\.(driverEnv|(driver|executor)\\.(volumes|secretKeyRef))\\..+)")
          .asMatchPredicate();

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone"})
  void nameWhatSparkDeclares(String cluster) throws Exception {
    assertIsUnderstood(cluster, "org.apache.spark.internal.config.package$");
  }

  @Test
  void nameWhatSparkDeclaresForYarn() throws Exception {
    assertIsUnderstood("yarn", "org.apache.spark.deploy.yarn.config.package$");
  }

  @Test
  void nameWhatSparkDeclaresForKubernetes() throws Exception {
    assertIsUnderstood("kubernetes", "org.apache.spark.deploy.k8s.Config$");
  }

  /** A line that is switched off must be right, too, for who switches it on. */
  private static void assertIsUnderstood(String cluster, String declarations) throws Exception {
    assumeThat(declare(declarations))
        .as("this version of Spark is built with its part for %s", cluster)
        .isTrue();
    declare("org.apache.spark.internal.config.UI$");
    String text = Files.readString(CONF.resolve("spark-" + cluster + ".conf"));
    Map<String, String> settings = settings(text.replaceAll("(?m)^#(?=spark\\.\\S+ )", ""));
    assertThat(settings).hasSizeGreaterThan(5);
    ConfigReader reader = new ConfigReader(settings);

    for (String key : settings.keySet()) {
      ConfigEntry<?> entry = ConfigEntry.findEntry(key);
      if (!UNDECLARED.test(key)) {
        assertThat(entry).as("%s in conf/spark-%s.conf", key, cluster).isNotNull();
        assertThatCode(() -> entry.readFrom(reader)).as(key).doesNotThrowAnyException();
      }
    }
  }

  /** Has Spark declare its settings, if it has this object. */
  private static boolean declare(String declarations) {
    try {
      Class.forName(declarations);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Map<String, String> settings(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "kubernetes"})
  void leaveTensorsToThePlan(String cluster) throws IOException {
    Map<String, String> settings =
        settings(Files.readString(CONF.resolve("spark-" + cluster + ".conf")));

    for (String options : settings.keySet()) {
      if (options.endsWith(".extraJavaOptions")) {
        assertThat(settings.get(options))
            .contains(
                "-Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0");
      }
    }
    assertThat(settings).containsKey("spark.driver.extraJavaOptions");
  }

  /** Spark 3.5 does not, where a worker starts the driver. */
  @Test
  void openToStandaloneDriversWhatIsOpenToThisJava() throws IOException {
    String options =
        settings(Files.readString(CONF.resolve("spark-standalone.conf")))
            .get("spark.driver.extraJavaOptions");

    assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
        .filteredOn(option -> option.startsWith("--add-opens"))
        .hasSizeGreaterThan(10)
        .allSatisfy(option -> assertThat(options).contains(option));
  }
}
