package org.greedyinfomax.ingest.shard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RowMemoryTest {

  /** A small archive may unpack to a gigabyte, which would take the executor down. */
  @Test
  void aMemberThatDoesNotFitTheMemoryEndsTheIngestWithASentence() {
    RowMemory memory = new RowMemory(1);
    long heap = Runtime.getRuntime().maxMemory();

    assertThatCode(() -> memory.requireMember(heap / 3, "a.zip!1.wav")).doesNotThrowAnyException();
    assertThatThrownBy(() -> memory.requireMember(heap / 2, "a.zip!1.wav"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "a\\.zip!1\\.wav is too large to be read out of its archive here: it has \\d+ MB or more,"
                + " for which a task needs \\d+ MB of memory, but each of 1 at a time has \\d+ MB; unpack the"
                + " archive, or give executors more memory or fewer cores");
  }
}
