package org.greedyinfomax.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.SmallTraining;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training as Prometheus sees it. */
final class TrainingMetricsPluginTest {

  @TempDir private Path folder;

  @Test
  void prometheusSeesRoundsLossesSpeedAndWindows() throws Exception {
    try (SparkSession spark =
        Sparks.start(
            "local[2]",
            "spark.ui.enabled",
            "true",
            "spark.ui.port",
            "0",
            "spark.plugins",
            TrainingMetricsPlugin.class.getName(),
            "spark.metrics.conf.*.sink.prometheusServlet.class",
            "org.apache.spark.metrics.sink.PrometheusServlet",
            "spark.metrics.conf.*.sink.prometheusServlet.path",
            "/metrics/prometheus",
            "spark.metrics.namespace",
            "gim")) {
      assertThat(numberOf("roundsFinished", scrape(spark))).isZero();

      SmallTraining.pipelined(spark, folder); // three groups, three rounds

      spark.sparkContext().listenerBus().waitUntilEmpty();
      String metrics = scrape(spark);
      assertThat(numberOf("roundsFinished", metrics)).isEqualTo(9);
      assertThat(numberOf("group_conv1_round", metrics)).isEqualTo(3);
      assertThat(numberOf("group_conv1_rounds", metrics)).isEqualTo(3);
      assertThat(numberOf("group_conv1_samplesPerSecond", metrics)).isPositive();
      assertThat(numberOf("group_conv1_window_bytes", metrics)).isNotNegative();
      assertThat(numberOf("module_gru_loss", metrics)).isPositive();
      assertThat(numberOf("module_gru_accuracy", metrics)).isBetween(0.0, 1.0);
    }
  }

  private static double numberOf(String gauge, String metrics) {
    return metrics
        .lines()
        .filter(line -> line.contains("TrainingMetricsPlugin_" + gauge + "_Value{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + gauge + " in " + metrics));
  }

  private static String scrape(SparkSession spark) throws IOException, InterruptedException {
    URI page = URI.create(spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
