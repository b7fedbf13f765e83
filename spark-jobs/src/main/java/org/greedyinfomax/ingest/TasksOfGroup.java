package org.greedyinfomax.ingest;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which tasks of a job group run, those of a job that has ended among them: Spark's status tracker
 * does not know them any more when their job has failed.
 */
final class TasksOfGroup extends SparkListener {

  private static final String GROUP = "spark.jobGroup.id";

  private final String group;
  private final Set<Integer> stages = new HashSet<>();
  private final Set<Long> running = new HashSet<>();

  TasksOfGroup(String group) {
    this.group = group;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty(GROUP))) {
      CollectionConverters.asJava(start.stageInfos()).forEach(info -> stages.add(info.stageId()));
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (stages.contains(start.stageId())) {
      running.add(start.taskInfo().taskId());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  synchronized boolean areRunning() {
    return !running.isEmpty();
  }
}
