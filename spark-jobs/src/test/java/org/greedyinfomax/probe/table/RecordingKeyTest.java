package org.greedyinfomax.probe.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.greedyinfomax.probe.fit.Penalties;
import org.junit.jupiter.api.Test;

final class RecordingKeyTest {

  /** Which are so alike that a classifier would be tested on what it was fitted to. */
  @Test
  void allSegmentsOfARecordingAreInTheSameFold() throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      List<Integer> places =
          spark
              .createDataset(
                  List.of("a/b#000000", "a/b#000300", "a/b#086100", "a/b", "a/b#12", "a/c#000300"),
                  Encoders.STRING())
              .select(Penalties.place(functions.col("value")))
              .as(Encoders.INT())
              .collectAsList();

      assertThat(places.subList(0, 4)).containsOnly(places.get(3));
      assertThat(places.subList(4, 6)).doesNotContain(places.get(3)).doesNotHaveDuplicates();
    }
  }
}
