package org.greedyinfomax.cli.command;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.greedyinfomax.storage.Location;

/**
 * What typed paths mean. A relative path begins in the working directory of the default file
 * system, as this process, the driver, sees it: an executor has a working directory of its own.
 */
public interface TypedPaths {

  /**
   * The whole path of a typed one.
   *
   * @throws UncheckedIOException if there is no default file system
   */
  String whole(String typed);

  /** How to reach files before there is a Spark session. */
  Configuration hadoop();

  /** By the settings that a session will have: {@code spark.hadoop.…}, and Hadoop's own files. */
  static TypedPaths ofSettings() {
    return by(() -> SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /**
   * By a configuration.
   *
   * @param source is asked at most once, and not at all if no path needs it
   */
  static TypedPaths by(Supplier<Configuration> source) {
    return new TypedPaths() {

      private Optional<Configuration> found = Optional.empty();

      @Override
      public Configuration hadoop() {
        if (found.isEmpty()) {
          found = Optional.of(source.get());
        }
        return found.get();
      }

      @Override
      public String whole(String typed) {
        return Location.whole(typed, this::hadoop);
      }
    };
  }
}
