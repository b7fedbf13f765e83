package org.greedyinfomax.monitoring;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.training.RoundFinished;

/**
 * The newest numbers of each stage group and module as gauges. A group's appear with its first
 * round: {@code group.NAME.round}, {@code .rounds}, {@code .samplesPerSecond}, {@code
 * .waitingSeconds}, {@code .window.bytes}, {@code .window.rounds}; a module's {@code
 * module.NAME.loss} and {@code .information} in nats, {@code .accuracy}, {@code .spread}.
 */
final class RoundGauges extends SparkListener {

  private final Map<String, Double> values = new ConcurrentHashMap<>();
  private Optional<MetricRegistry> registry = Optional.empty();

  /** Spark takes a registry only if there is something in it. */
  synchronized void registerIn(MetricRegistry newRegistry) {
    registry = Optional.of(newRegistry);
    set("roundsFinished", 0);
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof RoundFinished finished) {
      show(finished);
    }
  }

  private synchronized void show(RoundFinished finished) {
    RoundMetrics round = finished.metrics();
    set("roundsFinished", values.getOrDefault("roundsFinished", 0.0) + 1);
    String group = "group." + round.group() + ".";
    set(group + "round", round.round());
    set(group + "rounds", round.rounds());
    set(group + "samplesPerSecond", finished.samples() / Math.max(1e-9, round.seconds().wall()));
    set(group + "waitingSeconds", round.seconds().waiting());
    set(group + "window.bytes", (double) round.border().bytes());
    set(group + "window.rounds", round.border().rounds());
    for (RoundMetrics.Module module : round.modules()) {
      String name = "module." + module.name() + ".";
      set(name + "loss", module.loss());
      set(name + "information", module.information());
      set(name + "accuracy", module.accuracy());
      set(name + "spread", module.spread());
    }
  }

  private void set(String name, double value) {
    boolean isNew = values.put(name, value) == null;
    if (isNew) {
      Gauge<Double> gauge = () -> values.get(name);
      registry.ifPresent(metrics -> metrics.register(name, gauge));
    }
  }
}
