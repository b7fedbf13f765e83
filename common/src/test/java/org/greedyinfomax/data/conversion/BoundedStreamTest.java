package org.greedyinfomax.data.conversion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ProcessorBudget;
import org.greedyinfomax.data.Remark;
import org.junit.jupiter.api.Test;

final class BoundedStreamTest {

  /** A decoder of whatever comes to somebody's mind. */
  private static class Endless implements AudioStream {

    @Override
    public int sampleRate() {
      return 8_000;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public OptionalLong frames() {
      return OptionalLong.empty();
    }

    @Override
    public int read(double[] samples) {
      return samples.length;
    }

    @Override
    public Set<Remark> remarks() {
      return Set.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void aDecoderThatFailsCostsItsFileAndNothingElse() {
    assertBad(
        new Endless() {
          @Override
          public int read(double[] samples) {
            throw new ArrayIndexOutOfBoundsException(17);
          }
        },
        "a.xyz is truncated or damaged: it holds what its format does not allow");
    assertThatThrownBy(
            () ->
                BoundedStream.open(
                    () -> {
                      throw new IllegalStateException("no such codec");
                    },
                    0,
                    "a.xyz"))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.xyz is truncated or damaged: it holds what its format does not allow");
  }

  @Test
  void aStreamOfUnknownLengthEndsWhereItIsTooLong() {
    assertBad(
        new Endless(),
        "a.xyz is too long: it lasts more than the 60 s that are allowed (ingest.maxSeconds)");
  }

  @Test
  void aDecoderThatIsBusyForTooLongIsStopped() {
    assertThatThrownBy(() -> drain(BoundedStream.open(Busy::new, 0, 0.05, "a.xyz")))
        .isInstanceOf(BadFileException.class)
        .hasMessageMatching(
            "a.xyz keeps its decoder busy for too long: for \\d+ s of processor time by now, of"
                + " \\d+.\\d s of sound; it is probably damaged");
  }

  /** Takes a millisecond for each sample. */
  private static final class Busy extends Endless {

    @Override
    public int read(double[] samples) {
      long end = ProcessorBudget.now() + 1_000_000;
      while (ProcessorBudget.now() < end) {
        Thread.onSpinWait();
      }
      return 1;
    }
  }

  private static void assertBad(AudioStream stream, String message) {
    assertThatThrownBy(() -> drain(BoundedStream.open(() -> stream, 60, "a.xyz")))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }

  private static void drain(AudioStream stream) throws IOException, BadFileException {
    double[] samples = new double[1_000];
    while (stream.read(samples) > 0) {
      // goes on
    }
  }
}
