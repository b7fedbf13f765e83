package org.greedyinfomax.training;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Lets classes that share a session of Spark run one after another, before all others. */
public final class SharedSparkFirst implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparing(SharedSparkFirst::group));
  }

  private static int group(ClassDescriptor tests) {
    return SharedSpark.Scheduler.of(tests.getTestClass())
        .map(Enum::ordinal)
        .orElse(SharedSpark.Scheduler.values().length);
  }
}
