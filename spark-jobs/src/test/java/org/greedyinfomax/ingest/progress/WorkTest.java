package org.greedyinfomax.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WorkTest {

  private final Work work = new Work(10_000, "files", 999_990_000, 2);

  @Test
  void tellsFilesHoursRejectedRateAndTimeLeft() {
    Done done = new Done(2_500, 249_997_500, 7_200_000, 3);

    assertThat(work.text(done, 50))
        .isEqualTo(
            "2,500 of 10,000 files · 2.00 hours · 5 rejected · 50.0 files/s · 2 min 30 s left");
  }

  @Test
  void tellsNoRateBeforeAnythingIsDone() {
    assertThat(work.text(Done.NOTHING, 3)).isEqualTo("0 of 10,000 files · 2 rejected");
  }

  @Test
  void foretellsByBytesAndNeverLessThanNothing() {
    assertThat(work.text(new Done(1, 499_999_999, 0, 0), 7_000)).endsWith(" · 1 h 56 min left");
    assertThat(work.text(new Done(10_000, 2_000_000_000, 0, 0), 10)).endsWith(" · 0 s left");
  }

  @Test
  void countsNoMoreFilesThanThereAreWhenTasksRunTwice() {
    assertThat(work.text(new Done(10_001, 1, 0, 0), 10)).startsWith("10,000 of 10,000 files");
  }
}
