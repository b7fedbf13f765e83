package org.greedyinfomax.training;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One session of Spark on two local cores for all classes with {@link SharedSpark}. A process has
 * room for one session: it is stopped before the first class that starts its own.
 */
public final class SharedSession
    implements BeforeAllCallback, BeforeClassTemplateInvocationCallback {

  private static Optional<SharedSpark.Scheduler> wanted = Optional.empty();
  private static Optional<Running> running = Optional.empty();

  private record Running(SharedSpark.Scheduler scheduler, SparkSession spark) {}

  /** Returns the session, which is started where it is not there. */
  public static synchronized SparkSession spark() {
    Check.argument(wanted.isPresent(), "the tests that run are not marked by @SharedSpark");
    if (running.isEmpty()) {
      SharedSpark.Scheduler scheduler = wanted.get();
      running =
          Optional.of(
              new Running(
                  scheduler, Sparks.start("local[2]", "spark.scheduler.mode", scheduler.name())));
    }
    return running.get().spark();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    prepare(context.getRequiredTestClass());
  }

  /**
   * Before any method of a class with parameters, whose first ones come before the callback above.
   */
  @Override
  public void beforeClassTemplateInvocation(ExtensionContext context) {
    prepare(context.getRequiredTestClass());
  }

  private static synchronized void prepare(Class<?> tests) {
    wanted = SharedSpark.Scheduler.of(tests);
    if (running.isPresent() && !running.map(Running::scheduler).equals(wanted)) {
      running.get().spark().stop();
      running = Optional.empty();
    }
  }
}
