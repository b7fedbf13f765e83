package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

final class LocalSparkTest {

  @Test
  void aLocalSessionCounts() throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      assertThat(spark.createDataset(List.of(1, 2, 3), Encoders.INT()).count()).isEqualTo(3);
    }
  }
}
