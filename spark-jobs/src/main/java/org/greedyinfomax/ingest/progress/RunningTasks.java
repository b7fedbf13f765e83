package org.greedyinfomax.ingest.progress;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What tasks have done that are not at their end, as executors tell with their heartbeats. */
final class RunningTasks extends SparkListener {

  private final IngestCounters counters;
  private final Map<Long, Done> byTask = new HashMap<>();

  RunningTasks(IngestCounters counters) {
    this.counters = counters;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        CollectionConverters.asJava(update.accumUpdates())) {
      byTask.put((Long) task._1(), done(task._4()));
    }
  }

  private Done done(Seq<AccumulableInfo> values) {
    Done done = Done.NOTHING;
    for (AccumulableInfo value : CollectionConverters.asJava(values)) {
      if (value.update().isDefined() && value.update().get() instanceof Long number) {
        done = done.plus(counters.of(value.id(), number));
      }
    }
    return done;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    byTask.remove(end.taskInfo().taskId());
  }

  /** Returns what they have done, all together. */
  synchronized Done done() {
    return byTask.values().stream().reduce(Done.NOTHING, Done::plus);
  }
}
