package org.greedyinfomax.monitoring;

import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Shows how a training goes among the driver's metrics of Spark, and so wherever they are sent:
 * {@code spark.plugins=org.greedyinfomax.monitoring.TrainingMetricsPlugin}. See docs/clusters.md
 * for the names.
 */
public final class TrainingMetricsPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  /** None: it is the driver that knows about rounds. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null; // Spark's way to say so
  }

  private static final class OnDriver implements DriverPlugin {

    private final RoundGauges gauges = new RoundGauges();

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      spark.addSparkListener(gauges);
      return Map.of();
    }

    @Override
    public void registerMetrics(String application, PluginContext context) {
      MetricRegistry registry = context.metricRegistry();
      gauges.registerIn(registry);
    }
  }
}
