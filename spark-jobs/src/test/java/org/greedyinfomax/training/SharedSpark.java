package org.greedyinfomax.training;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * Marks a class of tests that take the session of Spark of {@link SharedSession#spark}, which other
 * classes have used before and will use after them: they neither stop it nor change its settings.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedSpark {

  /** Returns how jobs at the same time share the two cores: {@code FIFO} or {@code FAIR}. */
  Scheduler value() default Scheduler.FIFO;

  /** The values of {@code spark.scheduler.mode}. */
  enum Scheduler {
    FIFO,
    FAIR;

    /** Returns that of the session that a class of tests takes; none if it takes no shared one. */
    static Optional<Scheduler> of(Class<?> tests) {
      for (Class<?> outer = tests; outer != null; outer = outer.getEnclosingClass()) {
        if (outer.isAnnotationPresent(SharedSpark.class)) {
          return Optional.of(outer.getAnnotation(SharedSpark.class).value());
        }
      }
      return Optional.empty();
    }
  }
}
